"""Batches over HTTP: thousands of documents asked for at once, one bad record named, the rest made, whatever is killed."""
import io
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import zipfile

from running import Running, ServiceTest, first_with

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>A reminder</dc:title><dc:language>en-GB</dc:language></office:meta>
<office:styles><style:default-style style:family="paragraph"><style:text-properties fo:language="en" fo:country="GB"/>
</style:default-style></office:styles>
<office:body><office:text><text:h text:outline-level="1">A reminder</text:h>
<text:p>For {{name}} of {{place}}, number {{number}}.</text:p></office:text></office:body></office:document>"""


def record(number):
    return {"name": f"Person {number}", "place": "Aldermoor", "number": f"N{number}N"}


def words_of(odt):
    with zipfile.ZipFile(io.BytesIO(odt)) as package:
        return package.read("content.xml").decode()


def text_of(pdf):
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def done(service, at, patience=300):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        state = service.get(at).json
        if state["state"] == "done":
            return state
        time.sleep(0.05)
    raise AssertionError(f"the batch was never done: {state}")


def made_list(service, at):
    made = []
    while True:
        more = service.get(f"{at}/documents?after={len(made)}").json["made"]
        made += more
        if len(more) < 1000:
            return made


class Batches(ServiceTest):
    def ask(self, records, **more):
        body = {"template": FORM, "as": "odt", "records": records, **more}
        headers = {"Idempotency-Key": more.pop("key")} if "key" in more else None
        body.pop("key", None)
        return self.service.post("/api/v1/batches", body, headers=headers)

    def test_one_bad_record_is_named_and_the_rest_are_made_in_order(self):
        records = [record(number) for number in range(1, 121)]
        del records[57]["place"]
        asked = self.expect(self.ask(records, key="batch-1"), 202).json
        again = self.ask(records, key="batch-1")
        self.assertEqual((again.status, again.json, again.headers["Idempotent-Replay"]), (202, asked, "true"))
        self.expect(self.ask(records[:2], key="batch-1"), 422, "key-reused")
        state = done(self.service, asked["at"])
        self.assertEqual([state[name] for name in ("records", "made", "failed", "waiting")], [120, 119, 1, 0])
        self.assertEqual([one["record"] for one in state["failures"]], [58])
        self.assertIn("place", state["failures"][0]["reason"])
        self.assertNotIn("Person", state["failures"][0]["reason"])
        made = made_list(self.service, asked["at"])
        self.assertEqual([one["record"] for one in made], [number for number in range(1, 121) if number != 58])
        for one in made[::20]:
            odt = self.expect(self.service.get(one["documents"][0]), 200)
            self.assertEqual(odt.headers["Content-Type"], "application/vnd.oasis.opendocument.text")
            self.assertIn(f"N{one['record']}N", words_of(odt.bytes))
        self.expect(self.service.get(asked["at"] + "/documents/58"), 404, "unknown-document")
        self.assertEqual([one["record"] for one in self.service.get(asked["at"] + "/documents?after=57&limit=2").json["made"]],
                         [59, 60])
        self.assertEqual([one["record"] for one in self.service.get(asked["at"] + "/failures").json["failures"]], [58])
        self.assertIn(asked["batch"], [one["batch"] for one in self.service.get("/api/v1/batches").json["batches"]])
        # Started again it fails again, and nothing else is made twice.
        self.expect(self.service.post(asked["at"] + "/retry", {}), 200)
        self.assertEqual([done(self.service, asked["at"])[name] for name in ("made", "failed")], [119, 1])

    def test_pdfs_and_an_officers_letter_before_them(self):
        case = first_with(self.cases, "assessment")
        self.service.put_case(case)
        asked = self.expect(self.ask([record(number) for number in range(1, 201)], **{"as": "pdf", "draft": True}), 202).json
        letters = self.expect(self.service.post(f"/api/v1/cases/{case['reference']}/documents",
                                                {"kind": "will-assess", "sent_on": self.today}), 201)
        self.assertTrue(letters.json["documents"])
        self.assertGreater(self.service.get(asked["at"]).json["waiting"], 100, "the letter did not wait for the batch")
        state = done(self.service, asked["at"])
        self.assertEqual((state["made"], state["failed"]), (200, 0))
        for one in made_list(self.service, asked["at"])[::50]:
            pdf = self.expect(self.service.get(one["documents"][0]), 200)
            self.assertEqual(pdf.headers["Content-Type"], "application/pdf")
            self.assertIn(f"N{one['record']}N", text_of(pdf.bytes))

    def test_a_notice_for_many_cases(self):
        cases = [one for one in self.cases if "assessment" in one["record"]][:4]
        for case in cases:
            self.service.put_case(case)
        records = [{"case": case["reference"]} for case in cases]
        for bad in ({"case": "EHC-NOBODY"}, {"case": "no case, surely"}, {"to": "mother"}, {"case": cases[0]["reference"], "x": "y"},
                    {"case": cases[0]["reference"], "to": "nobody"}, "a text", None, 7, []):
            records.append(bad)
        asked = self.expect(self.service.post("/api/v1/batches", {"notice": "will-assess", "sent_on": self.today,
                                                                  "records": records}), 202).json
        state = done(self.service, asked["at"])
        self.assertEqual((state["made"], state["failed"]), (4, 9), state)
        self.assertEqual([one["record"] for one in state["failures"]], list(range(5, 14)))
        self.assertTrue(all(one["reason"] for one in state["failures"]))
        for case, one in zip(cases, made_list(self.service, asked["at"])):
            people = [person for person in case["record"]["family"] if person["receives_notices"]]
            self.assertEqual(len(one["documents"]), len(people))
            for at in one["documents"]:
                document = self.expect(self.service.get(at), 200).json
                self.assertEqual((document["case"], document["kind"]), (case["reference"], "will-assess"))

    def test_hostile_records_harm_nobody(self):
        deep = "x"
        for _ in range(60):
            deep = [deep]
        records = [record(1), {**record(2), "name": "</text:p></office:text><text:p>"}, {**record(3), "name": "\u0000\u0001"},
                   {**record(4), "name": "x" * 1_000_000}, {**record(5), "name": deep}, {**record(6), "extra": {"a": [1, 2]}},
                   None, True, 3.5, "text", [], {}, {**record(13), "name": "ünïcödé \U0001f600 {{number}}"}]
        asked = self.expect(self.ask(records), 202).json
        state = done(self.service, asked["at"])
        failed = [one["record"] for one in state["failures"]]
        self.assertEqual(state["made"] + state["failed"], len(records))
        for bad in (7, 8, 9, 10, 11, 12):
            self.assertIn(bad, failed)
        for good in (1, 2, 4, 13):
            self.assertNotIn(good, failed)
        self.assertIn("&lt;/text:p&gt;", words_of(self.service.get(asked["at"] + "/documents/2").bytes))
        self.assertIn("{{number}}", words_of(self.service.get(asked["at"] + "/documents/13").bytes))

    def test_what_cannot_be_asked_for_is_refused_with_the_reason(self):
        good = [record(1)]
        for body in ({}, {"records": good}, {"template": FORM, "as": "odt"}, {"template": FORM, "as": "odt", "records": {}},
                     {"template": FORM, "as": "odt", "records": []}, {"template": FORM, "as": "doc", "records": good},
                     {"template": FORM, "as": "odt", "draft": True, "records": good}, {"template": FORM, "records": good},
                     {"template": FORM, "notice": "will-assess", "as": "odt", "sent_on": self.today, "records": good},
                     {"template": FORM, "as": "odt", "sent_on": self.today, "records": good},
                     {"notice": "no-such", "sent_on": self.today, "records": good}, {"notice": "will-assess", "records": good},
                     {"notice": "will-assess", "sent_on": "2026-02-30", "records": good},
                     {"notice": "will-assess", "sent_on": self.today, "as": "pdf", "records": good},
                     {"template": FORM, "as": "odt", "records": good, "more": 1},
                     {"template": FORM, "as": "odt", "records": [{}] * 20_001}):
            self.expect(self.service.post("/api/v1/batches", body), 400, "bad-request")
        for template in ("", "not a document", FORM[:300], FORM.replace("{{name}}", "{{name")):
            answer = self.expect(self.service.post("/api/v1/batches", {"template": template, "as": "odt", "records": good}),
                                 422, "cannot-prepare")
            self.assertTrue(answer.json["findings"])
        self.expect(self.service.post("/api/v1/batches", b"[" * 100_000), 400, "bad-request")
        self.expect(self.service.post("/api/v1/batches", b" " * (33 << 20)), 413, "too-large")
        for path in ("/api/v1/batches/B-none", "/api/v1/batches/B-none/documents", "/api/v1/batches/B-none/failures"):
            self.expect(self.service.get(path), 404, "unknown-batch")
            self.expect(self.service.get(path, token=False), 401)
        self.expect(self.service.post("/api/v1/batches/B-none/retry", {}), 404, "unknown-batch")


class Killed(unittest.TestCase):
    def test_a_batch_goes_on_where_it_was_after_the_service_was_killed(self):
        folder = tempfile.mkdtemp(prefix="ehcflow-batches-")
        self.addCleanup(shutil.rmtree, folder)
        service = Running(folder)
        self.addCleanup(lambda: service.process.poll() is None and service.stop(signal.SIGKILL))
        records = [record(number) for number in range(1, 151)]
        records[33] = {"name": "Nobody"}
        at = service.post("/api/v1/batches", {"template": FORM, "as": "pdf", "records": records}).json["at"]
        before = {}
        for wanted in (20, 70):
            while service.get(at).json["made"] < wanted:
                time.sleep(0.01)
            before = {one["record"]: service.get(one["documents"][0]).bytes for one in made_list(service, at)[:5]}
            service.stop(signal.SIGKILL)
            service = Running(folder)
            self.assertGreaterEqual(service.get(at).json["made"], wanted)
        state = done(service, at, 120)  # well before a lease of three minutes ends
        self.assertEqual((state["made"], state["failed"], state["failures"][0]["record"]), (149, 1, 34))
        made = made_list(service, at)
        self.assertEqual([one["record"] for one in made], [number for number in range(1, 151) if number != 34])
        for one in made:
            pdf = service.get(one["documents"][0]).bytes
            self.assertEqual(pdf, before.get(one["record"], pdf))
            if one["record"] % 10 == 0:
                self.assertIn(f"N{one['record']}N", text_of(pdf))
        self.assertEqual(service.stop(), 0)

    def test_five_thousand_records_with_one_bad_make_all_but_that_one(self):
        # In memory where there is some: this is about the order and the counts, not about the disk's patience.
        folder = tempfile.mkdtemp(prefix="ehcflow-batches-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
        self.addCleanup(shutil.rmtree, folder)
        service = Running(folder)
        self.addCleanup(lambda: service.process.poll() is None and service.stop(signal.SIGKILL))
        records = [record(number) for number in range(1, 5001)]
        records[3210] = {"name": "Nobody", "place": "Nowhere"}
        at = service.post("/api/v1/batches", {"template": FORM, "as": "odt", "records": records}).json["at"]
        while service.get(at).json["made"] < 1000:
            time.sleep(0.01)
        service.stop(signal.SIGKILL)
        service = Running(folder)
        state = done(service, at)
        self.assertEqual((state["made"], state["failed"], state["failures"][0]["record"]), (4999, 1, 3211))
        made = made_list(service, at)
        self.assertEqual([one["record"] for one in made], [number for number in range(1, 5001) if number != 3211])
        for one in made[::250]:
            self.assertIn(f"N{one['record']}N", words_of(service.get(one["documents"][0]).bytes))
        self.assertEqual(service.stop(), 0)


if __name__ == "__main__":
    unittest.main()
