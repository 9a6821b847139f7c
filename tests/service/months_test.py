"""The plan of action, the closing of a month and the month's documents, over HTTP and by the command."""
import copy
import datetime
import json
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from running import PROGRAM, ServiceTest  # noqa: E402

PLAN = os.path.join(os.path.dirname(__file__), "..", "..", "templates", "house", "action_plan.json")
FOUR = ["statement-of-action", "progress-statement", "dashboard", "committee-report"]


def words_of(pdf):
    """The text, with one space between any two words, as lines fall differently in columns."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        text = subprocess.run(["pdftotext", "-raw", file.name, "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(text.split())


class Months(ServiceTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with open(PLAN, encoding="utf-8") as file:
            cls.plan = json.load(file)
        first = datetime.date.fromisoformat(cls.today).replace(day=1)
        cls.first = (first - datetime.timedelta(days=1)).replace(day=1)  # of last month
        cls.month = cls.first.strftime("%Y-%m")
        for case in cls.cases:
            cls.service.put_case(case)

    def day(self, after):
        return (self.first + datetime.timedelta(days=after)).isoformat()

    def decided(self, reference, after=5):
        """A case whose decision was notified in the month, in time."""
        case = copy.deepcopy(self.cases[0])
        case["reference"] = case["record"]["reference"] = reference
        case["timeline"]["events"] = [
            {"kind": "request-received", "on": self.day(-20), "from": "parent"},
            {"kind": "considering-notified", "on": self.day(-15)},
            {"kind": "assessment-agreed", "on": self.day(after)}]
        for says in ("assessment", "refusal", "plan", "review"):
            case["record"].pop(says, None)
        return case

    def put_plan(self, plan, expected, **more):
        body = {"expected_version": expected, "by": "director-1", "why": "As the board agreed.", "plan": plan}
        return self.service.send("PUT", "/api/v1/action-plan", body, **more)

    def have_a_plan(self):
        if self.service.get("/api/v1/action-plan").status == 404:
            self.expect(self.put_plan(self.plan, 0), 200)

    def verified(self):
        return subprocess.run([PROGRAM, "verify", "--data", os.path.join(self.folder, "data")], capture_output=True,
                              text=True)

    def test_1_without_a_plan_of_action_nothing_is_made(self):
        self.expect(self.service.get("/api/v1/action-plan"), 404, "not-recorded")
        refused = self.service.post("/api/v1/statements", {"month": self.month})
        self.expect(refused, 422, "cannot-prepare")
        self.assertEqual(refused.json["findings"][0]["code"], "no-action-plan")

    def test_2_every_version_of_the_plan_is_kept_with_who_and_why(self):
        key = {"Idempotency-Key": "plan-1"}
        first = self.expect(self.put_plan(self.plan, 0, headers=key), 200).json
        self.assertEqual(self.expect(self.put_plan(self.plan, 0, headers=key), 200).json, first)
        self.assertEqual(first["version"], 1)
        other = copy.deepcopy(self.plan)
        other["name"] = "Priority action plan"
        moved = self.put_plan(other, 0)
        self.expect(moved, 409, "conflict")
        self.assertEqual(moved.json["sequence"], 1)
        self.expect(self.put_plan(other, 1), 200)
        now = self.expect(self.service.get("/api/v1/action-plan"), 200).json
        self.assertEqual((now["version"], now["by"], now["why"]), (2, "director-1", "As the board agreed."))
        self.assertEqual(now["plan"], other)
        versions = self.expect(self.service.get("/api/v1/action-plan/versions"), 200).json["versions"]
        self.assertEqual([one["plan"]["name"] for one in versions], [self.plan["name"], "Priority action plan"])
        self.assertEqual(self.verified().returncode, 0, self.verified().stderr)

    def test_2_what_is_no_plan_is_refused_with_its_place(self):
        self.have_a_plan()
        version = self.service.get("/api/v1/action-plan").json["version"]
        wrong = copy.deepcopy(self.plan)
        wrong["weaknesses"][0]["measures"][0]["measure"] = "no-such-measure"
        refused = self.put_plan(wrong, version)
        self.expect(refused, 400, "bad-request")
        self.assertIn("weaknesses 1, measures 1", refused.json["detail"])
        for body in ({"expected_version": version, "by": "a name with spaces", "why": "x", "plan": self.plan},
                     {"expected_version": version, "by": "director-1", "why": "", "plan": self.plan},
                     {"expected_version": -1, "by": "director-1", "why": "x", "plan": self.plan},
                     {"expected_version": version, "by": "director-1", "why": "x", "plan": 7}):
            self.expect(self.service.send("PUT", "/api/v1/action-plan", body), 400, "bad-request")
        self.assertEqual(self.service.get("/api/v1/action-plan").json["version"], version)

    def test_3_the_four_documents_of_a_month(self):
        self.have_a_plan()
        made = self.expect(self.service.post("/api/v1/statements", {"month": self.month}), 201).json["documents"]
        self.assertEqual([one["kind"] for one in made], FOUR)
        texts = [words_of(self.service.get(one["pdf"]).bytes) for one in made]
        self.assertIn("Are we keeping our promises?", texts[1])
        self.assertIn("the month is not closed yet", texts[1])
        self.assertIn("Page 1 of 1", texts[2])  # a dashboard is a page
        first_page = texts[1].split("Page 1 of")[0]
        self.assertIn("What is off track", first_page)
        for one, text in zip(made, texts):
            self.assertNotIn("EHC-", text, one["kind"])  # a public copy names no case
            self.assertEqual(one["findings"], [])
            self.expect(self.service.step(one, "approve", 0), 422, "never-issued")
        odt = self.service.get(made[1]["odt"]).bytes
        self.assertEqual(self.service.get(made[1]["odt"] + "?made=anew").bytes, odt)
        for body in ({"month": "2026-13"}, {"month": self.month, "copy": "secret"}, {}):
            self.expect(self.service.post("/api/v1/statements", body), 400, "bad-request")

    def test_4_a_closed_month_stays_as_it_was_and_what_is_known_better_is_told_beside_it(self):
        self.have_a_plan()
        self.expect(self.service.put_case(self.decided("T-M1")), 201)
        close = f"/api/v1/months/{self.month}/close"
        for body in ({}, {"by": "Ada Smith"}, {"by": "director-1", "other": 1}):
            self.expect(self.service.post(close, body), 400, "bad-request")
        self.expect(self.service.post("/api/v1/months/2026-00/close", {"by": "director-1"}), 400, "bad-request")
        self.expect(self.service.post(f"/api/v1/months/{self.today[:7]}/close", {"by": "director-1"}), 409, "not-due")
        before = self.expect(self.service.get(f"/api/v1/months/{self.month}"), 200).json
        self.assertFalse(before["closed"])
        key = {"Idempotency-Key": "close-1"}
        body = {"by": "director-1", "why": "Checked with the board."}
        closed = self.expect(self.service.post(close, body, headers=key), 201).json
        self.assertEqual(self.expect(self.service.post(close, body, headers=key), 201).json, closed)
        self.assertEqual(closed["snapshot"], before["snapshot"])
        self.expect(self.service.post(close, {"by": "director-2"}), 409, "month-closed")

        # Later: a decision turns out to have gone out late, and one is written down that nobody had recorded.
        late = {"kind": "correction", "on": self.today, "of": 2, "set": {"on": self.day(25)}, "by": "officer-1",
                "reason": "The letter went out later"}
        self.expect(self.service.post("/api/v1/cases/T-M1/events", {"expected_sequence": 3, "events": [late]}), 201)
        self.expect(self.service.put_case(self.decided("T-M2", after=6)), 201)
        after = self.expect(self.service.get(f"/api/v1/months/{self.month}"), 200).json
        self.assertEqual(after["snapshot"], closed["snapshot"])
        self.assertEqual((after["closed"], after["by"], after["why"]), (True, "director-1", "Checked with the board."))
        restated = next(one for one in after["restatements"] if one["measure"] == "decisions-6-weeks")
        self.assertEqual(restated["now"]["count"], restated["was"]["count"] + 1)
        self.assertEqual(restated["now"]["successes"], restated["was"]["successes"])
        self.assertEqual({one["reference"]: (one["change"], one["why"]) for one in restated["cases"]},
                         {"T-M1": ("no longer a success", "corrected: The letter went out later"),
                          "T-M2": ("now counted, a success", "recorded after the month was closed")})
        self.assertNotEqual(self.service.get(f"/api/v1/measures?month={self.month}").json["figures"],
                            closed["snapshot"]["figures"])  # as the record stands now

        figures = f"/api/v1/months/{self.month}/figures"
        for form, begins in (("csv", b"\xef\xbb\xbf\"month\","), ("xlsx", b"PK")):
            table = self.expect(self.service.get(f"{figures}?form={form}"), 200)
            self.assertTrue(table.bytes.startswith(begins))
            self.assertIn(f"figures-{self.month}.{form}", table.headers["Content-Disposition"])
        cases = self.expect(self.service.get(f"/api/v1/months/{self.month}/cases?form=csv"), 200).bytes.decode()
        self.assertIn('"decisions-6-weeks","T-M1","a success"', cases)  # as it was closed
        self.expect(self.service.get(figures + "?form=ods"), 400, "bad-request")
        self.expect(self.service.get(figures + "?form=csv", token=False), 401, "not-signed-in")
        self.expect(self.service.get("/api/v1/months/2026-1/cases?form=csv"), 400, "bad-request")

        page = self.service.get(f"/measures?month={self.month}").bytes.decode()
        self.assertIn("by director-1", page)
        self.assertIn("The letter went out later", page)
        self.assertIn('href="/cases/T-M1"', page)

        def statement(**more):
            made = self.service.post("/api/v1/statements", {"month": self.month, **more})
            return words_of(self.service.get(self.expect(made, 201).json["documents"][1]["pdf"]).bytes)
        private = statement(copy="private")
        self.assertIn("by director-1", private)
        self.assertIn("T-M1 no longer a success (corrected: The letter went out later)", private)
        # A plan of action that is agreed later tells of later months; a closed one keeps the plan that it was closed with.
        newest = self.expect(self.service.get("/api/v1/action-plan"), 200).json
        later = json.loads(json.dumps(newest["plan"]))
        later["weaknesses"][0]["title"] = "A weakness that was found later"
        self.expect(self.put_plan(later, newest["version"]), 200)
        public = statement()
        self.assertNotIn("found later", public)
        self.assertIn(newest["plan"]["weaknesses"][0]["title"], public)
        self.assertNotIn("T-M1", public)
        self.assertNotIn("went out later", public)
        self.assertIn("recorded after the month was closed", public)
        self.assertEqual(self.verified().returncode, 0, self.verified().stderr)

        # The command tells the same from the same ledger, beside the running service.
        with tempfile.TemporaryDirectory() as out:
            data = os.path.join(self.folder, "data")
            call = [PROGRAM, "wsoa", "--month", self.month, "-o", out, "--data", data, "--copy", "private"]
            ran = subprocess.run(call, capture_output=True, text=True)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            with open(os.path.join(out, f"progress-statement-{self.month}.pdf"), "rb") as file:
                self.assertEqual(words_of(file.read()), private)
            with open(os.path.join(out, f"cases-{self.month}.csv"), encoding="utf-8") as file:
                cases = file.read()
            self.assertIn('"decisions-6-weeks","T-M1","a success"', cases)
            with open(os.path.join(out, f"whereabouts-{self.month}.csv"), encoding="utf-8") as file:
                lost = file.read()
            named = next(one for one in self.cases if f'"{one["reference"]}"' in lost)
            child = named["record"]["child"]
            self.assertIn(f'"{named["reference"]}","{child["first_name"]} {child["last_name"]}"', lost)
            refused = subprocess.run([PROGRAM, "close-month", "--data", data, "--month", self.month, "--by", "d-1"],
                                     capture_output=True, text=True)
            self.assertNotEqual(refused.returncode, 0)  # the folder is the service's while it runs
            for bad in (["--cases", "x"], ["--snapshots", out]):
                self.assertEqual(subprocess.run(call + bad, capture_output=True).returncode, 2)

    def test_5_a_month_is_closed_by_the_command_while_the_service_rests(self):
        earlier = (self.first - datetime.timedelta(days=1)).strftime("%Y-%m")
        data = os.path.join(self.folder, "data")
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["cp", "-r", data, folder], check=True)
            call = [PROGRAM, "close-month", "--data", os.path.join(folder, "data"), "--month", earlier]
            self.assertEqual(subprocess.run(call + ["--by", "two words"], capture_output=True).returncode, 2)
            first = subprocess.run(call + ["--by", "director-1"], capture_output=True, text=True)
            self.assertEqual(first.returncode, 0, first.stderr)
            self.assertIn(earlier + " is closed", first.stdout)
            again = subprocess.run(call + ["--by", "director-1"], capture_output=True, text=True)
            self.assertEqual(again.returncode, 1)
            self.assertIn("closed already", again.stderr)
            copied = os.path.join(folder, "data")
            self.assertEqual(subprocess.run([PROGRAM, "verify", "--data", copied], capture_output=True).returncode, 0)


if __name__ == "__main__":
    unittest.main()
