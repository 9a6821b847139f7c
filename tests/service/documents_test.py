"""Documents prepared, read, issued and made again through the API."""
import copy
import json
import os
import shutil
import subprocess
import unittest

from running import Running, ServiceTest, first_with

TEMPLATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../templates")


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


class Documents(ServiceTest):
    def prepare(self, says, kind, status=201):
        case = first_with(self.cases, says)
        self.service.put_case(case)
        answer = self.service.post(f"/api/v1/cases/{case['reference']}/documents", {"kind": kind, "sent_on": self.today})
        return case, self.expect(answer, status).json

    def test_each_kind_is_made_as_odt_and_pdf(self):
        for says, kind, word in (("assessment", "will-assess", "We will assess"), ("plan", "draft-plan", "Section K"),
                                 ("review", "review-maintain", "Mediation")):
            with self.subTest(kind):
                case, made = self.prepare(says, kind)
                self.assertTrue(made["documents"])
                for document in made["documents"]:
                    self.assertEqual(document["state"], "checked")
                    self.assertEqual([], [one for one in document["findings"] if one["severity"] == "error"])
                    odt = self.expect(self.service.get(document["odt"]), 200)
                    self.assertTrue(odt.bytes.startswith(b"PK\x03\x04"))
                    self.assertEqual(odt.headers["Content-Type"], "application/vnd.oasis.opendocument.text")
                    pdf = self.expect(self.service.get(document["pdf"]), 200)
                    self.assertIn(word, text_of(pdf.bytes))
                    for person in case["record"]["family"]:
                        for name in (document["odt"], str(pdf.headers)):
                            self.assertNotIn(person["name"].split()[-1], name)

    def test_a_refusal_is_issued_once_and_records_its_event_on_the_day_it_was_sent(self):
        case, made = self.prepare("refusal", "refuse-assess")
        letter = made["documents"][0]
        address = f"/api/v1/documents/{letter['document']}"
        text = text_of(self.service.get(letter["pdf"]).bytes)
        for said in ("right to appeal", "mediation", "disagreement", "SENDIASS"):
            self.assertIn(said, text)
        before = len(self.service.get(f"/api/v1/cases/{case['reference']}").json["events"])
        self.expect(self.service.issue(letter, sent_on="2026-01-05"), 409, "other-day")
        issue = {"sent_on": self.today, "expected_step": 1, "expected_sequence": letter["sequence"]}
        self.expect(self.service.post(address + "/issue", issue), 200)
        self.expect(self.service.post(address + "/issue", issue), 409, "wrong-order")
        after = self.service.get(f"/api/v1/cases/{case['reference']}").json["events"]
        self.assertEqual(len(after), before)  # issued is not sent
        for one in made["documents"][1:]:
            self.expect(self.service.issue(one), 200)
        for one in made["documents"]:
            self.expect(self.service.dispatch(one), 200)
        after = self.service.get(f"/api/v1/cases/{case['reference']}").json["events"]
        self.assertEqual(len(after), before + 1)
        self.assertEqual(after[-1]["event"]["kind"], "assessment-refused")
        self.assertEqual(after[-1]["event"]["on"], self.today)
        self.assertEqual(self.service.get(address).json["state"], "dispatched")

    def test_a_case_that_moved_on_needs_its_letter_made_anew(self):
        cases = [case for case in self.cases if "assessment" in case["record"]]
        case = cases[-1]
        self.service.put_case(case)
        path = f"/api/v1/cases/{case['reference']}"
        made = self.expect(self.service.post(path + "/documents", {"kind": "will-assess", "sent_on": self.today}), 201).json
        letter = made["documents"][0]
        event = {"kind": "whereabouts-confirmed", "on": self.today, "source": "family"}
        self.expect(self.service.post(path + "/events", {"expected_sequence": letter["sequence"], "events": [event]}), 201)
        self.expect(self.service.issue(letter), 409, "conflict")

    def test_a_letter_that_is_two_steps_in_law_records_both(self):
        case = copy.deepcopy(first_with(self.cases, "review"))
        case["reference"] = case["record"]["reference"] = "T-AMEND"
        case["record"]["amendment"] = {
            "reasons": [{"point": "You asked for more time with the speech therapist.", "answer": "The report agrees."}],
            "changes": [{"section": "F", "now": "Once a term.", "proposed": "Once a week, 30 minutes."}],
            "evidence": ["The therapist's report"]}
        self.expect(self.service.put_case(case), 201)
        path = "/api/v1/cases/T-AMEND"
        made = self.expect(self.service.post(path + "/documents", {"kind": "review-amend", "sent_on": self.today}), 201).json
        for letter in made["documents"]:
            self.expect(self.service.issue(letter), 200)
            self.expect(self.service.dispatch(letter), 200)
        events = [event["event"] for event in self.service.get(path).json["events"]][-2:]
        self.assertEqual([event["kind"] for event in events], ["review-decided", "amendment-proposed"])
        duties = {duty["rule"]: duty for duty in self.service.get(path + "/duties").json["duties"]}
        self.assertEqual(duties["ar-amend-notice"]["status"], "met")  # regs 20(10), 22(2): with the decision
        self.assertEqual(duties["ar-amend-final"]["trigger"]["on"], self.today)  # reg 22(3): the 8 weeks have begun

    def test_an_amendment_notice_marks_two_versions_of_the_plan(self):
        case = copy.deepcopy(first_with(self.cases, "review"))
        case["reference"] = case["record"]["reference"] = "T-AMEND-2"
        case["record"].pop("plan", None)
        self.expect(self.service.put_case(case), 201)
        path = "/api/v1/cases/T-AMEND-2"
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "plans", "07_year_9.json")) as file:
            plan = json.load(file)

        def put(revision, why):
            self.expect(self.service.send("PUT", path + "/plan", {"expected_revision": revision, "by": "P. Fenn", "why": why,
                                                                  "plan": plan}), 200)
        put(0, "as issued")
        plan.update(stage="draft", version=6)
        plan.pop("placement")
        plan["provision"][0]["how_often"] = "Five times a week"
        put(1, "the review asked for more")
        record = self.service.get(path).json["record"]
        record["amendment"] = {"reasons": [{"point": "You asked for more.", "answer": "We agree."}], "evidence": ["The report"],
                               "changes": [{"section": "F", "now": "Four", "proposed": "Five"}]}
        self.expect(self.service.send("PUT", path + "/record", {"expected_revision": 2, "record": record}), 200)
        ask = {"kind": "review-amend", "sent_on": self.today}
        twice = self.expect(self.service.post(path + "/documents", ask), 422, "cannot-prepare").json
        self.assertEqual([one["code"] for one in twice["findings"]], ["changes-twice"])
        record["amendment"].pop("changes")
        self.expect(self.service.send("PUT", path + "/record", {"expected_revision": 3, "record": record}), 200)
        letter = self.expect(self.service.post(path + "/documents", ask), 201).json["documents"][0]
        text = self.service.get(letter["text"]).bytes.decode()
        self.assertIn("[removed 1: Four] [added 1: Five] times a week", text)
        self.assertNotIn("Larkfield School", text)
        self.assertIn("<ins>Five</ins>", self.service.get(letter["html"]).bytes.decode())

    def test_a_final_plan_that_got_worse_since_its_letter_was_made_does_not_go(self):
        data = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
        with open(os.path.join(data, "plans", "07_year_9.json")) as plan_file, open(
                os.path.join(data, "..", "..", "templates", "samples", "record.json")) as record_file:
            plan, record = json.load(plan_file), json.load(record_file)
        record.update(reference="T-FINAL", plan=plan, child={**record["child"], **plan["child"]})
        self.expect(self.service.put_case({"reference": "T-FINAL", "record": record, "timeline": {
            "child": {"born": plan["child"]["born"]}, "events": [
                {"kind": "request-received", "on": "2026-01-12", "from": "parent"},
                {"kind": "considering-notified", "on": "2026-01-20"},
                {"kind": "assessment-agreed", "on": "2026-02-16"},
                {"kind": "plan-proposed", "on": "2026-04-13"},
                {"kind": "draft-sent", "on": "2026-04-20"}]}}), 201)
        path = "/api/v1/cases/T-FINAL"
        letter = self.expect(self.service.post(path + "/documents", {"kind": "final-plan", "sent_on": self.today}),
                             201).json["documents"][0]
        self.expect(self.service.step(letter, "approve", 0), 200)
        plan["provision"] = plan["provision"][:1]
        self.expect(self.service.send("PUT", path + "/plan", {"expected_revision": 0, "by": "P. Fenn", "why": "a slip",
                                                              "plan": plan}), 200)
        issue = {"sent_on": self.today, "expected_step": 1, "expected_sequence": letter["sequence"]}
        refused = self.expect(self.service.post(f"/api/v1/documents/{letter['document']}/issue", issue), 422, "unfit").json
        self.assertIn("need-without-provision", [one["code"] for one in refused["findings"]])

    def test_what_the_record_does_not_say_is_named(self):
        case = next(case for case in self.cases if "refusal" not in case["record"])
        self.service.put_case(case)
        answer = self.service.post(f"/api/v1/cases/{case['reference']}/documents",
                                   {"kind": "refuse-assess", "sent_on": self.today})
        problem = self.expect(answer, 422, "cannot-prepare").json
        self.assertTrue(problem["findings"])
        for finding in problem["findings"]:
            self.assertTrue(finding["place"] and finding["what"] and finding["mend"])

    def test_a_letter_can_be_had_in_forms_that_say_the_same(self):
        case, made = self.prepare("refusal", "refuse-assess")
        letter = made["documents"][0]
        self.assertEqual(letter["way"], "notify")
        self.assertGreater(letter["pages"], 1)
        text = self.expect(self.service.get(letter["text"]), 200)
        page = self.expect(self.service.get(letter["html"]), 200)
        self.assertTrue(text.headers["Content-Type"].startswith("text/plain"))
        self.assertIn('<html lang="en-GB">', page.bytes.decode())
        large = text_of(self.expect(self.service.get(letter["large-print"]), 200).bytes)
        for said in ("Your right to appeal", "Mediation", "SENDIASS"):
            for form in (text.bytes.decode(), page.bytes.decode(), large):
                self.assertIn(said, form)
        odt = self.expect(self.service.get(letter["large-print-odt"]), 200)
        self.assertTrue(odt.bytes.startswith(b"PK"))

    def test_another_childs_name_stops_the_issue_until_somebody_takes_it_upon_themselves(self):
        other = copy.deepcopy(first_with(self.cases, "assessment"))
        other["reference"] = other["record"]["reference"] = "T-OTHER"
        other["record"]["child"]["first_name"] = "Zebedee"
        case = copy.deepcopy(first_with(self.cases, "refusal"))
        case["reference"] = case["record"]["reference"] = "T-NAMES"
        case["record"]["refusal"]["conclusion"] = "The school will help Zebedee."
        self.expect(self.service.put_case(case), 201)
        path = "/api/v1/cases/T-NAMES/documents"
        ask = {"kind": "refuse-assess", "sent_on": self.today}
        letter = self.expect(self.service.post(path, ask), 201).json["documents"][0]
        self.assertNotIn("another-child", [finding["code"] for finding in letter["findings"]])
        self.expect(self.service.put_case(other), 201)
        letter = self.expect(self.service.post(path, ask), 201).json["documents"][0]
        self.assertIn("another-child", [finding["code"] for finding in letter["findings"]])
        self.assertNotIn("Zebedee", str(letter["findings"]))
        self.expect(self.service.issue(letter), 422, "unfit")
        mine = {"check": "another-child", "name": "Helen Marsh", "reason": "A friend of the same class."}
        for refused in ({**mine, "reason": ""}, {**mine, "check": "mandatory-text-missing"}, {**mine, "check": "none"}):
            self.expect(self.service.post(path, {**ask, "overrides": [refused]}), 422, "cannot-prepare")
        letter = self.expect(self.service.post(path, {**ask, "overrides": [mine]}), 201).json["documents"][0]
        self.assertEqual(letter["overrides"], [mine])
        self.expect(self.service.issue(letter), 200)


class HouseOfItsOwn(ServiceTest):
    """A council's own style and letterhead take the place of those that come with the program."""
    @classmethod
    def furnish(cls, data):
        house = os.path.join(data, "house")
        os.makedirs(house)
        for shipped, was, own in (("house/style.fodt", "Our reference {{case.reference}}", "Fenwich writes"),
                                  ("blocks/letterhead.fodt", "Dear {{recipient.salutation}}",
                                   "Good day, {{recipient.salutation}}")):
            with open(os.path.join(TEMPLATES, shipped), encoding="utf-8") as file:
                text = file.read()
            assert was in text
            with open(os.path.join(house, os.path.basename(shipped)), "w", encoding="utf-8") as file:
                file.write(text.replace(was, own))

    def test_dresses_every_letter(self):
        case = first_with(self.cases, "assessment")
        self.service.put_case(case)
        answer = self.service.post(f"/api/v1/cases/{case['reference']}/documents",
                                   {"kind": "will-assess", "sent_on": self.today})
        letter = self.expect(answer, 201).json["documents"][0]
        self.assertNotIn("error", [finding["severity"] for finding in letter["findings"]])
        text = text_of(self.service.get(letter["pdf"]).bytes)
        self.assertIn("Good day, ", text)
        self.assertIn("Fenwich writes", text)
        self.assertNotIn("Dear ", text)
        # Years later the council writes otherwise: what was sent is still made again as it was.
        sent = self.service.get(letter["odt"]).bytes
        self.assertEqual(self.service.stop(), 0)
        shutil.rmtree(os.path.join(self.folder, "data", "house"))
        type(self).service = Running(self.folder)
        self.assertEqual(self.expect(self.service.get(letter["odt"] + "?made=anew"), 200).bytes, sent)
        other = self.service.post(f"/api/v1/cases/{case['reference']}/documents",
                                  {"kind": "will-assess", "sent_on": self.today}).json["documents"][0]
        self.assertNotEqual(self.service.get(other["odt"]).bytes, sent)


if __name__ == "__main__":
    unittest.main()
