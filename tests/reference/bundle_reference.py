"""Checks the bundle of a case by itself, from docs/export.md alone: each file against SHA256SUMS, each entry of the chain
against its hash, each text against its digest, each document against its bytes, and what the index says against the
chain. Prints what it checked as JSON; what does not hold is one line each, and exit code 1.

    python3 tests/reference/bundle_reference.py BUNDLE
"""
import hashlib
import json
import os
import sys

TEXT_AT = {"case-opened": 1, "event": 4, "record-revised": 2, "party-recorded": 3, "part-recorded": 6,
           "document-step": 7}
BYTES_AT = {"document-prepared": {9: "odt", 10: "pdf"}}


def part(text):
    """Each part with its length before it, so that no two entries can be written alike."""
    bytes_ = text if isinstance(text, bytes) else text.encode()
    return str(len(bytes_)).encode() + b":" + bytes_


def entry_hash(link):
    parts = [str(link["position"]), link["kind"], link["recorded_at"], link["recorder"], *link["facts"],
             bytes.fromhex(link["previous"])]
    return hashlib.sha256(b"".join(part(one) for one in parts)).hexdigest()


def text_digest(text):
    return hashlib.sha256(bytes.fromhex(text["salt"]) + text["body"].encode()).hexdigest()


def check(folder):
    wrong, counts = [], {"files": 0, "links": 0, "texts": 0, "documents": 0, "joined": 0, "events": 0}

    def read(name):
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()

    listed = dict(reversed(line.split("  ", 1)) for line in read("SHA256SUMS").decode().splitlines())
    there = {os.path.relpath(os.path.join(base, name), folder) for base, _, names in os.walk(folder) for name in names}
    for name in sorted(there - {"SHA256SUMS"} - set(listed)):
        wrong.append(f"{name} is not in SHA256SUMS")
    for name in sorted(set(listed) - there):
        wrong.append(f"{name} is missing")
    sums = {name: hashlib.sha256(read(name)).hexdigest() for name in there}
    for name in sorted(set(listed) & there):
        counts["files"] += 1
        if sums[name] != listed[name]:
            wrong.append(f"{name} was changed")

    index, chain = json.loads(read("index.json")), json.loads(read("chain.json"))
    links = chain["links"]
    events = {}
    for before, link in zip([None] + links, links):
        at = f"entry {link['position']}"
        counts["links"] += 1
        if before is not None and before["position"] >= link["position"]:
            wrong.append(f"{at} is out of its order")
        if before is not None and before["position"] + 1 == link["position"]:
            counts["joined"] += 1
            if link["previous"] != before["hash"]:
                wrong.append(f"{at} does not follow the one before it")
        if entry_hash(link) != link["hash"]:
            wrong.append(f"{at} has another hash")
        if link["position"] == chain["head"]["position"] and link["hash"] != chain["head"]["hash"]:
            wrong.append(f"{at} is not the head that the bundle names")
        if "text" in link:
            counts["texts"] += 1
            if text_digest(link["text"]) != link["facts"][TEXT_AT[link["kind"]]]:
                wrong.append(f"{at} has another text")
        elif link["kind"] in TEXT_AT and index["complete"]:
            wrong.append(f"{at} lacks its text")
        if link["kind"] == "event":
            events[int(link["facts"][1])] = link
        for column, form in BYTES_AT.get(link["kind"], {}).items():
            if not link["facts"][column]:
                continue
            names = [name for entry in index["entries"] if entry.get("document") == link["facts"][0]
                     for name in entry.get("files", []) if name.endswith("." + form)]
            if not names and index["complete"]:
                wrong.append(f"{at}: its {form} is missing")
            for name in names:
                counts["documents"] += 1
                if sums.get(name) != link["facts"][column]:
                    wrong.append(f"{at}: {name} is another document")
    if sorted(events) != list(range(1, len(events) + 1)):
        wrong.append("an event of the case is missing")
    for entry in index["entries"]:
        if entry["entry"] != "event":
            continue
        link = events.pop(entry["sequence"], None)
        if link is None:
            wrong.append(f"event {entry['sequence']} is not in the chain")
            continue
        counts["events"] += 1
        if (link["recorded_at"], link["recorder"], link["facts"][3]) != (entry["recorded_at"], entry["recorder"], entry["on"]):
            wrong.append(f"event {entry['sequence']} is told otherwise than it was recorded")
        if "text" in link and json.loads(link["text"]["body"]) != entry["event"]:
            wrong.append(f"event {entry['sequence']} reads otherwise than it was recorded")
    for sequence in events:
        wrong.append(f"event {sequence} is not in the index")
    days = [entry["on"] for entry in index["entries"]]
    if days != sorted(days):
        wrong.append("the index is out of the order of its days")
    times = [look["at"] for look in index.get("looked", [])]
    if times != sorted(times):
        wrong.append("who looked is out of order")
    return wrong, counts


if __name__ == "__main__":
    found, checked = check(sys.argv[1])
    print(json.dumps(checked))
    for one in found:
        print(one)
    sys.exit(1 if found else 0)
