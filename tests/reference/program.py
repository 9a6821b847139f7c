"""Asks the program under test: `ehcflow due --batch`."""
import json
import os
import subprocess
import tempfile


def answers(program, timelines, today):
    """The program's answers to the timelines, in their order, all asked on one day."""
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", delete=False, encoding="utf-8") as file:
        for timeline in timelines:
            file.write(json.dumps(timeline) + "\n")
    try:
        run = subprocess.run([program, "due", "--batch", file.name, "--today", today.isoformat()], capture_output=True,
                             text=True, timeout=240, check=False)
    finally:
        os.unlink(file.name)
    if run.returncode not in (0, 1):
        raise SystemExit(f"{program} due --batch ended with {run.returncode}: {run.stderr}")
    lines = run.stdout.splitlines()
    if len(lines) != len(timelines):
        raise SystemExit(f"{program} due --batch answered {len(lines)} of {len(timelines)} timelines: {run.stderr}")
    return [json.loads(line) for line in lines]


def differences(expected, answer, ours="reference", theirs="program"):
    """Readable lines, each one thing in which two answers differ; none where they agree."""
    doubtful = expected.get("may_refuse", ())
    if answer.get("event") in doubtful or expected.get("event") in doubtful:
        return []
    if "event" in expected or "event" in answer:
        return [] if expected.get("event") == answer.get("event") else [f"{ours} {refusal(expected)}, {theirs} {refusal(answer)}"]
    lines = []
    first = {(d["rule"], d["trigger"]["event"]): d for d in expected["duties"]}
    second = {(d["rule"], d["trigger"]["event"]): d for d in answer["duties"]}
    for key in sorted(set(first) | set(second)):
        if first.get(key) != second.get(key):
            lines.append(f"{key[0]} of event {key[1]}: {ours} {text(first.get(key))}, {theirs} {text(second.get(key))}")
    for name, stage in expected.get("stages", {}).items():
        if name in answer.get("stages", {}) and answer["stages"][name] != stage:
            lines.append(f"stage of {name}: {ours} {stage}, {theirs} {answer['stages'][name]}")
    if not lines and expected["duties"] != answer["duties"]:
        lines.append(f"the same duties in another order, or one twice: {theirs} " +
                     ", ".join(f"{d['rule']}@{d['trigger']['event']}" for d in answer["duties"]))
    return lines


def refusal(answer):
    return f"refuses event {answer['event']}" if "event" in answer else "accepts"


def text(duty):
    if duty is None:
        return "has no such duty"
    return " ".join(f"{name}={duty[name]}" for name in duty if name not in ("rule", "trigger")) + f" from={duty['trigger']['on']}"


def show(timeline):
    return "\n".join(f"    {n:2} {json.dumps(event)}" for n, event in enumerate(timeline["events"]))
