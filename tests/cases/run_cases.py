#!/usr/bin/env python3
"""Puts every case of the given files to `ehcflow due` and to the reference, and compares both with what is written.

    run_cases.py --program build/dev/ehcflow FILE.case ...
"""
import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "reference"))
from due_reference import RULES, due, of_program  # noqa: E402
from program import differences  # noqa: E402


class Mistake(Exception):
    """A case that is not well written."""


class Case:
    def __init__(self, title, line):
        self.title, self.line = title, line
        self.born = "2012-05-03"
        self.today, self.events, self.duties, self.rules, self.refused = None, [], [], set(), None

    def timeline(self):
        return {"child": {"born": self.born}, "events": self.events}

    def expected(self):
        if self.refused is not None:
            return {"event": self.refused}
        duties = [dict(duty, trigger=self.trigger(duty["trigger"])) for duty in self.duties]
        return {"duties": sorted(duties, key=lambda d: (d["due"] or "9999", d["rule"], d["trigger"]["event"]))}

    def trigger(self, position):
        """As corrected: what the last correction of the event's day says."""
        on = self.events[position]["on"]
        for event in self.events:
            if event.get("of") == position:
                on = event.get("set", {}).get("on", on)
        return {"event": position, "kind": self.events[position]["kind"], "on": on}


def value(text):
    if text[:1] in "[{" or text in ("true", "false") or text.isdigit():
        return json.loads(text)
    return text


def event_of(words):
    fields = dict(word.split("=", 1) for word in words[2:])
    return {"kind": words[1], "on": date.fromisoformat(words[0]).isoformat(), **{name: value(v) for name, v in fields.items()}}


def duty_of(words):
    rule, position = words[0].split("@")
    if rule not in RULES:
        raise Mistake(f"no rule {rule}")
    duty = {"rule": rule, "trigger": int(position), "due": None, "safe": None}
    if words[1] == "undated":
        rest = words[2:]
    elif words[1] == "due" and words[3] == "safe":
        duty["due"], duty["safe"], rest = words[2], words[4], words[5:]
    else:
        raise Mistake("after the rule: `undated`, or `due DAY safe DAY`")
    duty["status"] = rest[0]
    if rest[1:2] == ["by"]:
        duty["void_by"] = int(rest[2])
    elif rest[2:3] == ["by"]:
        duty["met_on"], duty["met_by"] = rest[1], int(rest[3])
    elif rest[1:]:
        raise Mistake(f"after the status: `DAY by N`, `by N`, or nothing, not {' '.join(rest[1:])}")
    return duty


def take(case, line):
    words = shlex.split(line)
    if words[0] == "today:":
        case.today = date.fromisoformat(words[1])
    elif words[0] == "born:":
        case.born = date.fromisoformat(words[1]).isoformat()
    elif words[0] == "event":
        case.events.append(event_of(words[1:]))
    elif words[0] == "duty":
        case.duties.append(duty_of(words[1:]))
        case.rules.add(case.duties[-1]["rule"])
    elif words[0] == "no" and words[1] in RULES:
        case.rules.add(words[1])
    elif words[0] == "refused":
        case.refused = int(words[1])
    else:
        raise Mistake(f"unknown line: {line}")


def cases_of(path):
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("case:"):
                cases.append(Case(line[5:].strip(), number))
            elif cases:
                take(cases[-1], line)
            else:
                raise Mistake("a file begins with a `case:` line")
        except (Mistake, ValueError, IndexError) as mistake:
            raise SystemExit(f"{path}:{number}: {mistake}") from mistake
    for case in cases:
        if not case.today or not case.events or not (case.rules or case.refused is not None):
            raise SystemExit(f"{path}:{case.line}: a case needs today, an event and an expectation")
    return cases


def ask(program, case):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(case.timeline(), file)
        file.flush()
        run = subprocess.run([program, "due", file.name, "--today", case.today.isoformat(), "--format", "json"],
                             capture_output=True, text=True, timeout=60, check=False)
        if run.returncode == 0:
            return json.loads(run.stdout)
        if run.returncode != 1 and run.returncode != 2:
            raise SystemExit(f"{program} due ended with {run.returncode}: {run.stderr}")
        # A refusal is told to a person on standard error; its position is had from the batch form.
        batch = subprocess.run([program, "due", "--batch", file.name, "--today", case.today.isoformat()],
                               capture_output=True, text=True, timeout=60, check=False)
        return json.loads(batch.stdout)


def named(answer, rules):
    """The part of an answer that the case speaks of."""
    if "event" in answer:
        return answer
    return {"duties": [{field: value for field, value in duty.items() if field not in ("who", "ref")}
                       for duty in answer["duties"] if duty["rule"] in rules]}


def main():
    parser = argparse.ArgumentParser(description="Hold the program and the reference to the written cases.")
    parser.add_argument("--program", required=True)
    parser.add_argument("files", nargs="+", type=Path)
    arguments = parser.parse_args()
    run, failed = 0, 0
    for path in arguments.files:
        for case in cases_of(path):
            run += 1
            reference = due(case.timeline(), case.today)
            program = of_program(ask(arguments.program, case), reference)
            found = [f"as written against the program: {line}" for line in
                     differences(case.expected(), named(program, case.rules), "written")]
            found += [f"as written against the reference: {line}" for line in
                      differences(case.expected(), named(reference, case.rules), "written", "reference")]
            found += [f"beyond what is written: {line}" for line in differences(reference, program)]
            if found:
                failed += 1
                print(f"{path}:{case.line}: {case.title}")
                for line in found:
                    print("    " + line)
    print(f"{run} cases, {failed} failed")
    return 1 if failed or run == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
