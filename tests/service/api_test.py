"""Cases, events and duties through the API."""
import json
import subprocess
import unittest

from running import PROGRAM, ServiceTest

# The contract's example.
TIMELINE = {"child": {"born": "2014-05-03"},
            "events": [{"kind": "request-received", "on": "2026-01-12", "from": "parent"},
                       {"kind": "assessment-agreed", "on": "2026-02-16"}]}


def example(reference):
    return {"reference": reference, "record": {"reference": reference, "child": {"born": "2014-05-03"}}, "timeline": TIMELINE}


class Cases(ServiceTest):
    def test_the_duties_are_those_of_the_command_line(self):
        self.expect(self.service.put_case(example("T-1")), 201)
        answer = self.expect(self.service.get("/api/v1/cases/T-1/duties?today=2026-03-01"), 200).json
        line = subprocess.run([PROGRAM, "due", "-", "--today", "2026-03-01"], input=json.dumps(TIMELINE),
                              capture_output=True, text=True, check=True)
        self.assertEqual(answer, json.loads(line.stdout))
        decide = next(duty for duty in answer["duties"] if duty["rule"] == "ehcna-decide")
        self.assertEqual((decide["due"], decide["safe"], decide["status"]), ("2026-02-23", "2026-02-20", "met"))
        self.assertEqual(decide["cite"], "SI 2014/1530 reg 5(1)")

    def test_a_case_is_opened_once(self):
        self.expect(self.service.put_case(example("T-2")), 201)
        self.expect(self.service.put_case(example("T-2")), 200)
        other = example("T-2")
        other["timeline"] = {**TIMELINE, "events": TIMELINE["events"][:1]}
        self.expect(self.service.put_case({**other, "record": {**other["record"], "note": "another"}}), 409, "case-exists")

    def test_the_slower_of_two_is_told_where_the_case_stands(self):
        self.expect(self.service.put_case(example("T-3")), 201)
        event = {"kind": "plan-proposed", "on": "2026-04-20"}
        said = {"expected_sequence": 2, "events": [event]}
        self.assertEqual(self.expect(self.service.post("/api/v1/cases/T-3/events", said), 201).json["sequence"], 3)
        late = self.expect(self.service.post("/api/v1/cases/T-3/events", said), 409, "conflict")
        self.assertEqual(late.json["sequence"], 3)

    def test_a_repeated_request_has_the_same_answer_and_no_second_effect(self):
        self.expect(self.service.put_case(example("T-4")), 201)
        said = {"expected_sequence": 2, "events": [{"kind": "plan-proposed", "on": "2026-04-20"}]}
        key = {"Idempotency-Key": "once-1"}
        first = self.expect(self.service.post("/api/v1/cases/T-4/events", said, headers=key), 201)
        again = self.expect(self.service.post("/api/v1/cases/T-4/events", said, headers=key), 201)
        self.assertEqual(first.bytes, again.bytes)
        self.assertEqual(len(self.service.get("/api/v1/cases/T-4").json["events"]), 3)
        said["expected_sequence"] = 3
        self.expect(self.service.post("/api/v1/cases/T-4/events", said, headers=key), 422, "key-reused")

    def test_what_cannot_have_happened_is_refused_with_the_law(self):
        self.expect(self.service.put_case(example("T-5")), 201)
        said = {"expected_sequence": 2, "events": [{"kind": "plan-amended", "on": "2026-04-20"}]}
        refused = self.expect(self.service.post("/api/v1/cases/T-5/events", said), 422, "refused").json
        self.assertEqual(refused["event"], 2)
        self.assertIn("plan-proposed", refused["permitted"])
        self.assertTrue(refused["cite"])
        self.assertEqual(len(self.service.get("/api/v1/cases/T-5").json["events"]), 2)

    def test_a_correction_that_hides_a_lateness_needs_a_second_person(self):
        late = example("T-6")
        late["timeline"] = {**TIMELINE, "events": [TIMELINE["events"][0], {"kind": "assessment-agreed", "on": "2026-03-05"}]}
        self.expect(self.service.put_case(late), 201)
        correction = {"kind": "correction", "on": "2026-03-06", "of": 1, "set": {"on": "2026-02-16"}, "by": "officer-1"}

        def said(**more):
            return self.service.post("/api/v1/cases/T-6/events",
                                     {"expected_sequence": 2, "events": [{**correction, **more}]})
        refused = self.expect(said(reason="the letter went earlier"), 422, "needs-approval").json
        self.assertIn("second person", refused["detail"])
        self.expect(said(reason="the letter went earlier", approved_by="officer-1"), 422, "needs-approval")
        codes = [fault["code"] for fault in self.service.get("/api/v1/cases/T-6/faults?today=2026-03-10").json["faults"]]
        self.assertIn("late", codes)
        self.expect(said(reason="the letter went earlier", approved_by="officer-2"), 201)
        codes = [fault["code"] for fault in self.service.get("/api/v1/cases/T-6/faults?today=2026-03-10").json["faults"]]
        self.assertNotIn("late", codes)
        self.assertNotIn("lateness-corrected-away", codes)

        kept = self.expect(self.service.get("/api/v1/record-keeping"), 200).json
        self.assertIn("T-6", kept["corrections"]["cases"])
        self.assertIn("T-6", kept["corrections_of_lateness"]["cases"])
        self.assertIn("T-6", kept["recorded_with_the_case"]["cases"])
        self.assertIn("T-6", kept["recorded_late"]["cases"])  # a correction of March, written down today
        self.expect(self.service.get("/api/v1/record-keeping?month=soon"), 400)
        none = self.expect(self.service.get("/api/v1/record-keeping?month=2019-03"), 200).json
        self.assertEqual(none["corrections"], {"count": 0, "cases": []})

    def test_the_forecast_names_its_cases(self):
        for case in self.cases:
            reference = "F-" + case["reference"]
            self.expect(self.service.put_case({**case, "reference": reference,
                                               "record": {**case["record"], "reference": reference}}), 201)
        ahead = self.expect(self.service.get("/api/v1/forecast"), 200).json
        self.assertEqual([horizon["days"] for horizon in ahead["horizons"]], [14, 28, 56])
        known = {case["case"] for case in self.service.get("/api/v1/cases").json["cases"]}
        self.assertTrue(ahead["prospects"])
        self.assertTrue({prospect["case"] for prospect in ahead["prospects"]} <= known)
        self.assertEqual(ahead["horizons"][2]["falling_due"], len(ahead["prospects"]))
        self.expect(self.service.get("/api/v1/forecast?today=2026-02-30"), 400)

    def test_the_whole_sample_council_is_recorded_and_listed(self):
        for case in self.cases:
            self.expect(self.service.put_case(case), 201)
        listed = self.expect(self.service.get("/api/v1/cases"), 200).json
        self.assertEqual(listed["today"], self.today)
        shown = {case["case"] for case in listed["cases"]}
        self.assertTrue({case["reference"] for case in self.cases} <= shown)
        late = [case for case in listed["cases"] if case.get("next", {}).get("status") == "overdue"]
        self.assertEqual(listed["cases"][:len(late)], late, "the late ones come first")
        self.assertGreater(len(late), 3)


if __name__ == "__main__":
    unittest.main()
