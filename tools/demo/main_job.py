#!/usr/bin/env python3
"""The main job, through the HTTP API of a running service and not around it.

Records the cases given on standard input (one JSON object a line, as print_council writes them), shows each case's
duties, prepares every document that is ready as ODT and PDF, approves, issues and posts the decision letters, makes the
month's documents, and prints a table of it all. May be run again: what is there already is left as it is.

usage: print_council DAY | main_job.py --service URL --token FILE --out FOLDER
"""
import argparse
import datetime
import json
import os
import sys
import urllib.error
import urllib.request

# What a record has to say for a document to be ready, and whether its letters go out in this job or wait for a signature.
OFFICER = "helen-marsh"  # of the sample council's settings
READY = [
    ("assessment", "will-assess", "send"),
    ("refusal", "refuse-assess", "send"),
    ("plan", "draft-plan", "wait"),
    ("review", "review-maintain", "wait"),
]


class Refused(Exception):
    def __init__(self, status, answer):
        super().__init__(f"{status} {answer.get('code', '')}: {answer.get('detail', answer.get('title', ''))}")
        self.code = answer.get("code", "")


class Service:
    def __init__(self, address, token):
        self.address, self.token = address, token

    def bytes_of(self, path):
        return self._send("GET", path, None, None)

    def ask(self, method, path, body=None, key=None):
        return json.loads(self._send(method, path, body, key))

    def _send(self, method, path, body, key):
        request = urllib.request.Request(self.address + path, method=method)
        request.add_header("Authorization", "Bearer " + self.token)
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body, ensure_ascii=False).encode()
        if key is not None:
            request.add_header("Idempotency-Key", key)
        try:
            with urllib.request.urlopen(request, timeout=120) as reply:
                return reply.read()
        except urllib.error.HTTPError as error:
            raise Refused(error.code, json.loads(error.read() or b"{}")) from None


def record(service, case):
    try:
        service.ask("PUT", f"/api/v1/cases/{case['reference']}", {"record": case["record"], "timeline": case["timeline"]})
    except Refused as refused:
        if refused.code != "case-exists":  # recorded on another day, when its dates were others
            raise


def send(service, letter, today, sequence):
    """Approved by the council's first officer, issued, and posted the same day."""
    address = f"/api/v1/documents/{letter['document']}"
    case = {"expected_sequence": sequence}
    service.ask("POST", address + "/approve", {"officer": OFFICER, "expected_step": 0})
    service.ask("POST", address + "/issue", {"sent_on": today, "expected_step": 1, **case})
    service.ask("POST", address + "/dispatch",
                {"officer": OFFICER, "on": today, "route": "first-class", "expected_step": 2, **case})


def prepare(service, case, today):
    """The documents of a case, each prepared once; answers with their descriptions."""
    path = f"/api/v1/cases/{case['reference']}"
    there = service.ask("GET", path)["documents"]
    for says, kind, then in READY:
        if says not in case["record"] or any(document["kind"] == kind for document in there):
            continue
        body = {"kind": kind, "sent_on": today}
        made = service.ask("POST", path + "/documents", body, key=f"start-{case['reference']}-{kind}")["documents"]
        if then == "send":
            for letter in made:
                send(service, letter, today, service.ask("GET", path)["sequence"])
        there = service.ask("GET", path)["documents"]
    return there


def save(service, document, folder):
    name = os.path.join(folder, f"{document.get('case', 'all-cases')}-{document['kind']}-{document['document'][:8]}")
    for form in ("odt", "pdf"):
        with open(f"{name}.{form}", "wb") as out:
            out.write(service.bytes_of(document[form]))
    return name


def row(cells, widths):
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths)).rstrip()


def main():
    parser = argparse.ArgumentParser(description="Record the sample council and make its documents, through the API.")
    parser.add_argument("--service", default="http://127.0.0.1:8080")
    parser.add_argument("--token", required=True, help="the file that holds the service's token")
    parser.add_argument("--out", required=True, help="the folder for the documents")
    options = parser.parse_args()
    with open(options.token, encoding="ascii") as file:
        service = Service(options.service, file.read().strip())
    today = service.ask("GET", "/health")["today"]
    os.makedirs(options.out, exist_ok=True)

    table, duties, files = [], 0, 0
    listing = open(os.path.join(options.out, "duties.txt"), "w", encoding="utf-8")
    for line in sys.stdin:
        case = json.loads(line)
        record(service, case)
        documents = prepare(service, case, today)
        answer = service.ask("GET", f"/api/v1/cases/{case['reference']}/duties")
        duties += len(answer["duties"])
        print(f"{case['reference']}  {case['about']}", file=listing)
        for duty in answer["duties"]:
            print(f"  {duty['due'] or 'as soon as practicable':<24}{duty['status']:<10}{duty['rule']:<22}{duty['cite']}", file=listing)
        shown = service.ask("GET", f"/api/v1/cases/{case['reference']}")
        following = shown.get("next", {})
        for document in documents:
            save(service, document, options.out)
            files += 2
        made = ", ".join(sorted({f"{document['kind']} ({document['state']})" for document in documents}))
        stages = answer["stages"]
        stage = ", ".join(f"{name} {stages[name]}" for name in ("assessment", "plan", "review") if stages[name] != "none")
        table.append([case["reference"], stage, following.get("rule", ""), following.get("due", ""),
                      following.get("status", ""), following.get("cite", ""), made])

    try:
        service.ask("GET", "/api/v1/action-plan")
    except Refused:  # none yet: the sample's
        with open(os.path.join(os.path.dirname(__file__), "../../templates/house/action_plan.json"), encoding="utf-8") as file:
            service.ask("PUT", "/api/v1/action-plan", {"expected_version": 0, "by": "sample", "why": "The sample's plan of action.",
                                                       "plan": json.load(file)})
    last_month = (datetime.date.fromisoformat(today).replace(day=1) - datetime.timedelta(days=1)).strftime("%Y-%m")
    month = service.ask("POST", "/api/v1/statements", {"month": last_month}, key=f"start-statement-{last_month}-{today}")
    for document in month["documents"]:
        save(service, document, options.out)
        files += 2

    listing.close()

    heads = ["case", "stage", "next duty", "due", "status", "law", "document"]
    widths = [max(len(cells[i]) for cells in [heads] + table) for i in range(len(heads))]
    print(row(heads, widths))
    for cells in table:
        print(row(cells, widths))
    print(f"\n{len(table)} cases with {duties} duties; {files + 1} files in {options.out}, "
          f"the four documents of {last_month} and every duty with its date and citation (duties.txt) among them.")


if __name__ == "__main__":
    try:
        main()
    except (Refused, OSError, json.JSONDecodeError) as trouble:
        print(f"main_job: {trouble}", file=sys.stderr)
        sys.exit(3)
