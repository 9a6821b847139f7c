"""A case's plan through the API: read, written, its history, its documents, and what stops a final one."""
import json
import os
import subprocess
import tempfile
import unittest

from running import ServiceTest

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "plans")


def plan_named(name):
    with open(os.path.join(DATA, name + ".json"), encoding="utf-8") as file:
        return json.load(file)


class Plans(ServiceTest):
    def open(self, reference, plan=None):
        record = {"reference": reference, "child": plan_named("07_year_9")["child"]}
        if plan is not None:
            record["plan"] = plan
        self.expect(self.service.put_case({"reference": reference, "record": record, "timeline": {
            "child": {"born": "2012-03-04"},
            "events": [{"kind": "request-received", "on": "2026-01-12", "from": "parent"}]}}), 201)
        return "/api/v1/cases/" + reference + "/plan"

    def put(self, address, revision, plan, why="first draft", **more):
        return self.service.send("PUT", address, {"expected_revision": revision, "by": "P. Fenn", "why": why, "plan": plan}, **more)

    def test_a_plan_is_written_and_read_with_its_checks(self):
        address = self.open("P-1")
        self.expect(self.service.get(address), 404, "unknown-plan")
        plan = plan_named("07_year_9")
        written = self.expect(self.put(address, 0, plan), 200).json
        self.assertEqual(written["revision"], 1)
        self.assertEqual(written["checks"]["findings"], [])
        self.assertTrue(written["checks"]["may_be_final"])
        self.assertEqual(written["audit"]["grade"], "outstanding")
        read = self.expect(self.service.get(address), 200).json
        self.assertEqual(read, written)
        self.assertEqual(read["plan"], {**plan, "change": {"by": "P. Fenn", "why": "first draft"}})

    def test_the_slower_of_two_changes_nothing(self):
        address = self.open("P-2")
        plan = plan_named("07_year_9")
        self.expect(self.put(address, 0, plan), 200)
        self.assertEqual(self.expect(self.put(address, 0, {**plan, "version": 6}), 409, "conflict").json["sequence"], 1)
        self.assertEqual(self.service.get(address).json["plan"]["version"], 5)

    def test_a_repeated_write_is_one_write(self):
        address = self.open("P-3")
        key = {"Idempotency-Key": "plan-once"}
        first = self.expect(self.put(address, 0, plan_named("05_year_6"), headers=key), 200)
        self.assertEqual(self.expect(self.put(address, 0, plan_named("05_year_6"), headers=key), 200).bytes, first.bytes)
        self.assertEqual(self.service.get(address).json["revision"], 1)

    def test_what_is_no_plan_is_refused_with_every_fault(self):
        address = self.open("P-4")
        refused = self.expect(self.put(address, 0, {"versoin": 1, "needs": [{}]}), 400).json
        self.assertEqual([one["place"] for one in refused["findings"]], ["versoin", "needs[0].number", "needs[0].need"])
        self.expect(self.put(address, 0, {}, why=" "), 400)
        self.expect(self.put(address, -1, {}), 400)
        self.expect(self.service.get(address), 404, "unknown-plan")

    def test_the_history_says_who_changed_what_and_why(self):
        address = self.open("P-5")
        plan = plan_named("07_year_9")
        self.expect(self.put(address, 0, plan), 200)
        plan["provision"][0]["how_often"] = "Five times a week"
        self.expect(self.put(address, 1, plan, why="the family asked"), 200)
        versions = self.expect(self.service.get(address + "/history"), 200).json["versions"]
        self.assertEqual([(one["revision"], one["by"], one["why"]) for one in versions],
                         [(1, "P. Fenn", "first draft"), (2, "P. Fenn", "the family asked")])
        self.assertEqual(versions[1]["changes"],
                         [{"place": "Section F, F1: how often", "was": "Four times a week", "now": "Five times a week"}])
        self.expect(self.service.get("/api/v1/cases/P-none/plan/history"), 404, "unknown-case")

    def test_the_plan_its_page_and_its_changes_are_documents_of_the_case(self):
        address = self.open("P-6")
        plan = plan_named("07_year_9")
        self.expect(self.put(address, 0, plan), 200)
        plan["outcomes"][0]["by"] = "2027-07-20"
        self.expect(self.put(address, 1, plan), 200)
        for form, words in (({"form": "plan"}, "Section F: help with learning that must be given"), ({"form": "my-page"}, "My plan"),
                            ({"form": "changes", "since": 1}, "[added 1: 2027]")):
            made = self.expect(self.service.post(address + "/documents", form), 201).json
            pdf = self.expect(self.service.get(f"/api/v1/documents/{made['document']}/pdf"), 200).bytes
            with tempfile.NamedTemporaryFile() as file:
                file.write(pdf)
                file.flush()
                text = subprocess.run(["pdftotext", file.name, "-"], capture_output=True, text=True, check=True).stdout
            self.assertIn(words, " ".join(text.split()))
        self.expect(self.service.post(address + "/documents", {"form": "changes", "since": 7}), 400)
        self.expect(self.service.post(address + "/documents", {"form": "song"}), 400)

    def test_every_form_of_a_plan_is_made_of_the_one_that_is_kept(self):
        address = self.open("P-9")
        plan = {**plan_named("07_year_9"), "stage": "final"}
        self.expect(self.put(address, 0, plan), 200)
        plan["needs"][0]["strengths"] = "He is calm beside a horse."
        self.expect(self.put(address, 1, plan), 200)
        made = self.expect(self.service.post(address + "/documents", {"form": "plan"}), 201).json
        page = self.expect(self.service.get(made["html"]), 200).bytes.decode()
        self.assertIn('<a href="#partF">Section F: help with learning that must be given</a>', page)
        self.assertIn('id="partF"', page)
        self.assertNotIn(">Page<", page)
        self.assertIn('data-head="How often, and for how long"', page)
        self.assertIn("He is calm beside a horse.", self.expect(self.service.get(made["text"]), 200).bytes.decode())
        sizes = subprocess.run(["pdfinfo", "-"], input=self.expect(self.service.get(made["large-print"]), 200).bytes,
                               capture_output=True, check=True).stdout.decode()
        self.assertRegex(sizes, r"Page size: +84[12]")  # A4, lying across
        # What an earlier version said can be had again, and what came between two of them.
        earlier = self.expect(self.service.post(address + "/documents", {"form": "plan", "revision": 1}), 201).json
        self.assertNotIn("He is calm beside a horse.", self.service.get(earlier["text"]).bytes.decode())
        between = self.expect(self.service.post(address + "/documents", {"form": "changes", "since": 1, "revision": 2}), 201).json
        self.assertIn("<ins>", self.service.get(between["html"]).bytes.decode())
        self.expect(self.service.post(address + "/documents", {"form": "plan", "revision": 7}), 400)

    def test_auditors_judge_and_two_agencies_moderate(self):
        address = self.open("P-10")
        self.expect(self.put(address, 0, plan_named("07_year_9")), 200)
        self.expect(self.service.get(address + "/judgements"), 200)

        def judge(revision, agency, **scores):
            return self.service.post(address + "/judgements", {
                "expected_revision": revision, "by": "R. Tansy", "agency": agency,
                "judgements": [{"criterion": name, "score": score, "why": "as read"} for name, score in scores.items()]})
        first = self.expect(judge(1, "council", voice=3, enough=3), 200).json
        self.assertEqual((first["revision"], first["audit"]["moderated"]), (2, False))
        self.assertEqual(first["judgements"][0]["on"], self.today)
        apart = self.expect(judge(2, "health board", voice=3, enough=0), 200).json
        self.assertEqual([one["open"] for one in apart["audit"]["sections"] if one["section"] == "F"], [["enough"]])
        agreed = self.expect(judge(3, "health board", enough=2), 200).json
        self.assertTrue(agreed["audit"]["moderated"])
        self.assertEqual(self.service.get(address + "/judgements").json, agreed)
        self.assertEqual(self.service.get(address).json["audit"], agreed["audit"])
        record = self.service.get(address[:-len("/plan")]).json["record"]
        self.assertEqual(record["grades"], [{"on": self.today, "grade": agreed["audit"]["grade"]}])
        self.expect(judge(1, "council", voice=1), 409, "conflict")
        refused = self.expect(judge(4, "council", voices=1, voice=4), 400).json
        self.assertEqual([one["place"] for one in refused["findings"]], ["judgements[0].criterion", "judgements[1].score"])
        self.expect(judge(4, " ", voice=1), 400)
        self.expect(self.service.post(address + "/judgements", {"expected_revision": 4, "by": "A", "agency": "B",
                                                                "judgements": [{"criterion": 1}, "x"]}), 400)
        # A new version is read anew; what was said of the old one stands in the record.
        self.expect(self.put(address, 4, {**plan_named("07_year_9"), "version": 6}), 200)
        self.assertEqual(self.service.get(address + "/judgements").json["judgements"], [])

    def test_a_kept_grade_is_what_the_measure_counts(self):
        for reference, score in (("P-16", 3), ("P-17", 0)):
            plan = plan_named("07_year_9")
            self.expect(self.service.put_case({"reference": reference, "record": {
                "reference": reference, "child": plan["child"], "plan": plan}, "timeline": {
                    "child": {"born": "2012-03-04"},
                    "events": [{"kind": "plan-transferred-in", "on": "2026-01-05", "made_on": "2025-05-26"}]}}), 201)
            address = f"/api/v1/cases/{reference}/plan/judgements"
            criteria = [one["id"] for one in self.service.get(address).json["audit"]["criteria"]]
            self.expect(self.service.post(address, {
                "expected_revision": 0, "by": "R. Tansy", "agency": "council",
                "judgements": [{"criterion": name, "score": score} for name in criteria]}), 200)
        figures = {one["measure"]: one for one in
                   self.service.get(f"/api/v1/measures?month={self.today[:7]}").json["figures"]}
        self.assertIn("P-16", figures["plans-good"]["successes"])
        self.assertIn("P-17", figures["plans-good"]["failures"])

    def test_a_list_to_audit_is_drawn_by_its_seed(self):
        for number in range(6):
            self.open(f"S-{number}", {**plan_named("07_year_9"), "stage": "final"})
        def drawn(query):
            return self.expect(self.service.get("/api/v1/plans/sample?" + query), 200).json["groups"]
        first = drawn("seed=March&each=3")
        self.assertEqual(first, drawn("seed=March&each=3"))
        self.assertEqual(len(first[0]["cases"]), 3)
        self.assertEqual(first[0]["cases"], drawn("seed=March&each=9")[0]["cases"][:3])
        self.assertNotEqual(drawn("seed=March&each=99")[0]["cases"], drawn("seed=April&each=99")[0]["cases"])
        self.assertEqual({group["name"] for group in drawn("seed=March&by=need")} - {""},
                         {self.service.get("/api/v1/cases/S-1").json["record"]["plan"]["needs"][0]["area"]})
        for bad in ("", "seed=", "seed=a&by=child", "seed=a&each=-1", "seed=a&each=1000"):
            self.expect(self.service.get("/api/v1/plans/sample?" + bad), 400)

    def test_a_final_plan_with_findings_is_not_issued_until_they_are_mended_or_overridden(self):
        address = self.open("P-7")
        plan = plan_named("07_year_9")
        plan["outcomes"][0].pop("by")

        def issue():
            made = self.expect(self.service.post(address + "/documents", {"form": "plan"}), 201).json
            return self.service.issue(made, sequence=1)
        self.expect(self.put(address, 0, plan), 200)
        refused = self.expect(issue(), 422, "unfit").json
        self.assertEqual([one["code"] for one in refused["findings"]], ["outcome-undated"])
        plan["overrides"] = [{"check": "outcome-undated", "by": "P. Fenn", "reason": "The college sets the day in May."}]
        self.expect(self.put(address, 1, plan), 200)
        self.expect(issue(), 200)
        plan["placement"] = {"name": "Larkfield School"}  # without its type: reg 12(1)(i)
        plan["overrides"].append({"check": "placement-missing", "by": "P. Fenn", "reason": "It is urgent."})
        self.expect(self.put(address, 2, plan), 200)
        self.assertIn("placement-missing", [one["code"] for one in self.expect(issue(), 422, "unfit").json["findings"]])

    def issue(self, address, sequence=1):
        made = self.expect(self.service.post(address + "/documents", {"form": "plan"}), 201).json
        return self.service.issue(made, sequence=sequence)

    def test_a_final_plan_without_a_setting_and_a_draft_with_one_are_never_issued(self):
        for reference, plan, code in (("P-11", {**plan_named("07_year_9"), "placement": {}}, "placement-missing"),
                                      ("P-12", {**plan_named("07_year_9"), "stage": "draft"}, "placement-in-draft")):
            plan["overrides"] = [{"check": code, "by": "P. Fenn", "reason": "It is urgent."}]
            address = self.open(reference)
            self.expect(self.put(address, 0, plan), 200)
            refused = self.expect(self.issue(address), 422, "unfit").json["findings"]
            self.assertIn(code, [one["code"] for one in refused])
            for finding in refused:
                self.assertTrue(finding["place"] and finding["what"] and finding["mend"], finding)
        draft = {**plan_named("06_year_7"), "stage": "draft", "placement": {}}
        address = self.open("P-13")
        self.expect(self.put(address, 0, draft), 200)
        self.expect(self.issue(address), 200)  # whatever else it lacks, a draft is there to be commented on

    def test_every_check_that_is_not_of_the_law_needs_a_name_and_a_reason_to_be_passed(self):
        address = self.open("P-14")
        plan = {**plan_named("06_year_7"), "stage": "final"}
        self.expect(self.put(address, 0, plan), 200)
        checks = self.service.get(address).json["checks"]["findings"]
        blocking = sorted({one["code"] for one in checks if one["weight"] == "blocking"})
        self.assertGreaterEqual(len(blocking), 3)
        for revision, (by, reason, passed) in enumerate([("", "It is urgent.", False), ("P. Fenn", " ", False),
                                                         ("P. Fenn", "The college sets it in May.", True)], start=1):
            plan["overrides"] = [{"check": code, "by": by, "reason": reason} for code in blocking]
            self.expect(self.put(address, revision, plan), 200)
            left = {one["code"] for one in self.service.get(address).json["checks"]["findings"]
                    if one["weight"] == "blocking" and "overridden_by" not in one}
            self.assertEqual(left, set() if passed else set(blocking))

    def test_advice_that_came_after_the_draft_stops_the_final_plan_until_it_is_reflected(self):
        plan = plan_named("07_year_9")
        events = [{"kind": "request-received", "on": "2026-01-12", "from": "parent"},
                  {"kind": "considering-notified", "on": "2026-01-20"},
                  {"kind": "assessment-agreed", "on": "2026-02-16"},
                  {"kind": "advice-requested", "on": "2026-02-17", "ref": "ot", "from": "health"},
                  {"kind": "plan-proposed", "on": "2026-04-13"},
                  {"kind": "draft-sent", "on": "2026-04-20"},
                  {"kind": "advice-received", "on": "2026-04-27", "ref": "ot"}]
        self.expect(self.service.put_case({"reference": "P-15", "record": {
            "reference": "P-15", "child": plan["child"], "plan": plan}, "timeline": {
                "child": {"born": "2012-03-04"}, "events": events}}), 201)
        address = "/api/v1/cases/P-15/plan"
        late = [one for one in self.service.get(address).json["checks"]["findings"] if "received 27 April 2026" in one["place"]]
        self.assertIn("advice-not-reflected", [one["code"] for one in late])
        refused = self.expect(self.issue(address, len(events)), 422, "unfit").json["findings"]
        self.assertIn("advice-not-reflected", [one["code"] for one in refused])
        plan["advice"].append({"number": "K7", "from": "A. Linnet", "role": "Occupational therapist", "adviser": "health",
                               "dated": "2026-04-24", "received": "2026-04-27"})
        plan["dated"] = "2026-05-04"
        plan["provision"][0]["from"] = plan["provision"][0]["from"] + ["K7"]
        self.expect(self.put(address, 0, plan), 200)
        self.assertEqual(self.service.get(address).json["checks"]["findings"], [])
        self.expect(self.issue(address, len(events)), 200)

    def test_no_name_of_the_plan_stands_in_a_refusal(self):
        address = self.open("P-8")
        plan = plan_named("06_year_7")
        plan["stage"] = "final"
        self.expect(self.put(address, 0, plan), 200)
        made = self.expect(self.service.post(address + "/documents", {"form": "plan"}), 201).json
        refused = self.service.issue(made, sequence=1)
        self.expect(refused, 422, "unfit")
        for name in ("Lorcan", "Brackenfield", "Finlay", "Mia", "Tamsel"):
            self.assertNotIn(name, refused.bytes.decode())


if __name__ == "__main__":
    unittest.main()
