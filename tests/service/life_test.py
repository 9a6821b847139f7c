"""The life of a letter through the API: what is recorded in law, and when."""
import copy
import datetime
import unittest

from running import ServiceTest, first_with


def days_from(day, number):
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=number)).isoformat()


class Life(ServiceTest):
    number = 0

    def case(self, says="refusal", parents=("first",), consent=None):
        """A case of the sample council under a name of its own, with as many parents to write to as wanted."""
        case = copy.deepcopy(first_with(self.cases, says))
        Life.number += 1
        case["reference"] = case["record"]["reference"] = f"T-LIFE-{Life.number}"
        someone = next(person for person in case["record"]["family"] if person["receives_notices"])
        family = []
        for name in parents:
            parent = copy.deepcopy(someone)
            parent["id"] = name
            parent["name"] = "Testa " + name.title()
            parent["address"] = {"lines": [f"{len(family) + 1} Heron Row", "Fenwich"], "postcode": "ZZ2 7QD"}
            if consent:
                parent["email"], parent["email_consent"] = f"{name}@example.org", consent
            else:
                parent.pop("email_consent", None)
            family.append(parent)
        case["record"]["family"] = family
        self.expect(self.service.put_case(case), 201)
        return "/api/v1/cases/" + case["reference"]

    def prepare(self, case, kind="refuse-assess", **more):
        answer = self.service.post(case + "/documents", {"kind": kind, "sent_on": self.today, **more})
        return self.expect(answer, 201).json["documents"]

    def state(self, letter):
        return self.service.get(f"/api/v1/documents/{letter['document']}").json

    def kinds(self, case):
        return [one["event"]["kind"] for one in self.service.get(case).json["events"]]

    def duty(self, case, rule):
        return next(one for one in self.service.get(case + "/duties").json["duties"] if one["rule"] == rule)

    def test_nothing_is_recorded_before_a_letter_is_sent(self):
        case = self.case()
        letter = self.prepare(case)[0]
        self.assertEqual((letter["state"], letter["step"], letter["next_steps"]), ("checked", 0, ["approve", "discard"]))
        before = self.kinds(case)
        for _ in ("approved", "issued"):
            shown = self.service.get(case).json
            self.assertEqual([(one["rule"], one["says"], one["documents"]) for one in shown["sending"]],
                             [("ehcna-decide", "prepared, not sent", [letter["document"]])])
            self.assertIn("prepared, not sent", self.service.get("/cases/" + case.rsplit("/", 1)[1]).bytes.decode())
            self.assertNotIn(self.duty(case, "ehcna-decide")["status"], ("met", "late"))
            if shown["documents"][0]["state"] == "checked":
                self.expect(self.service.issue(letter), 200)
                self.assertEqual(self.kinds(case), before)
        self.assertEqual(self.state(letter)["state"], "issued")
        self.assertEqual(self.state(letter)["approved_by"], "helen-marsh")
        sent = self.expect(self.service.dispatch(letter, "first-class", proof="Certificate 17"), 200).json
        self.assertEqual((sent["state"], sent["dispatched_on"], sent["route"], sent["served"]),
                         ("dispatched", self.today, "first-class", "deemed"))
        self.assertGreater(sent["served_on"], self.today)
        self.assertEqual(sent["steps"][-1]["note"], "Certificate 17")
        self.assertEqual(self.kinds(case), before + ["assessment-refused"])
        self.assertEqual(self.service.get(case).json["sending"], [])
        self.assertIn(self.duty(case, "ehcna-decide")["status"], ("met", "late"))

    def test_two_parents_have_two_letters_and_the_step_is_that_of_the_last(self):
        case = self.case(parents=("first", "second"))
        first, second = self.prepare(case)
        before = self.kinds(case)
        for letter in (first, second):
            self.expect(self.service.issue(letter), 200)
        one = self.expect(self.service.dispatch(first), 200).json
        self.assertEqual(one["waiting_for"], ["second"])
        self.assertEqual(self.kinds(case), before)
        self.assertEqual(self.service.get(case).json["sending"][0]["says"], "sent, but not yet to everybody")
        two = self.expect(self.service.dispatch(second), 200).json
        self.assertNotIn("waiting_for", two)
        self.assertEqual(self.kinds(case), before + ["assessment-refused"])
        self.assertEqual(two["event"], len(before) + 1)
        # One alone comes back: what was sent stands, and the letter is a task until it has gone again.
        back = self.expect(self.service.step(second, "return", 3, on=self.today, reason="Not known here."), 200).json
        self.assertEqual(back["state"], "returned")
        self.assertNotIn("served_on", back)
        self.assertEqual(self.service.get(case).json["came_back"], [second["document"]])
        self.assertIn("not delivered", self.service.get("/cases/" + case.rsplit("/", 1)[1]).bytes.decode())
        stands = self.service.get(case).json["sequence"]
        again = self.expect(self.service.dispatch(second, "hand", expected_step=4, sequence=stands), 200).json
        self.assertEqual(again["state"], "served")
        self.assertEqual(self.kinds(case), before + ["assessment-refused"])
        self.assertEqual(self.service.get(case).json["came_back"], [])

    def test_a_letter_that_came_back_before_the_other_went_holds_the_step_up(self):
        case = self.case(parents=("first", "second"))
        first, second = self.prepare(case)
        before = self.kinds(case)
        for letter in (first, second):
            self.expect(self.service.issue(letter), 200)
        self.expect(self.service.dispatch(first), 200)
        self.expect(self.service.step(first, "return", 3, on=self.today, reason="Moved."), 200)
        self.assertEqual(self.expect(self.service.dispatch(second), 200).json["waiting_for"], ["first"])
        self.assertEqual(self.kinds(case), before)
        self.expect(self.service.dispatch(first, "hand", expected_step=4), 200)
        self.assertEqual(self.kinds(case), before + ["assessment-refused"])

    def test_a_familys_time_counts_from_the_latest_arrival(self):
        case = self.case("plan", parents=("first", "second"))
        first, second = self.prepare(case, "draft-plan")
        for letter, route in ((first, "second-class"), (second, "hand")):
            self.expect(self.service.issue(letter), 200)
            self.expect(self.service.dispatch(letter, route), 200)
        event = self.service.get(case).json["events"][-1]["event"]
        self.assertEqual(event["kind"], "draft-sent")
        self.assertEqual(event["served_on"], self.state(first)["served_on"])
        self.assertGreater(event["served_on"], self.today)
        window = self.duty(case, "plan-draft-window")
        # It came to hand today already, as one of them signs: the time is not cut short by that.
        self.expect(self.service.step(first, "receipt", 3, on=self.today, proof="Signed for"), 200)
        self.assertEqual(self.duty(case, "plan-draft-window"), window)

    def test_each_step_is_refused_out_of_order_or_twice(self):
        case = self.case()
        letter = self.prepare(case)[0]
        address = f"/api/v1/documents/{letter['document']}"
        issue = {"sent_on": self.today, "expected_step": 0, "expected_sequence": letter["sequence"]}
        wrong = self.expect(self.service.post(address + "/issue", issue), 409, "wrong-order").json
        self.assertEqual(wrong["permitted"], ["approve", "discard"])
        self.expect(self.service.dispatch(letter, expected_step=0), 409, "wrong-order")
        for name in ("receipt", "return"):
            self.expect(self.service.step(letter, name, 0, on=self.today, **({"reason": "No."} if name == "return" else {})),
                        409, "wrong-order")
        self.expect(self.service.step(letter, "withdraw", 0, reason="No."), 409, "wrong-order")
        self.expect(self.service.step(letter, "approve", 0), 200)
        self.expect(self.service.step(letter, "approve", 0), 409, "wrong-order")
        self.expect(self.service.step(letter, "discard", 0, reason="A slip."), 409, "conflict")  # others went on
        self.expect(self.service.step(letter, "discard", 1), 400)  # without a reason
        self.expect(self.service.step(letter, "discard", 1, reason="A slip."), 200)
        self.assertEqual(self.state(letter)["next_steps"], [])
        self.expect(self.service.post(address + "/issue", {**issue, "expected_step": 2}), 409, "wrong-order")
        self.assertNotIn(letter["document"],
                         [one["document"] for one in self.service.get("/api/v1/documents").json["documents"]])

    def test_each_step_needs_a_known_officer_and_a_day_that_can_be(self):
        case = self.case()
        letter = self.prepare(case)[0]
        for nobody in ("", "nobody", "Helen Marsh", "helen-marsh\n", "*"):
            self.expect(self.service.step(letter, "approve", 0, officer=nobody), 422, "unknown-officer")
        self.expect(self.service.issue(letter), 200)
        self.expect(self.service.dispatch(letter, on=days_from(self.today, 1)), 422, "bad-day")
        self.expect(self.service.dispatch(letter, on=days_from(self.today, -1)), 422, "bad-day")
        self.expect(self.service.dispatch(letter, on="2026-02-30"), 400)
        self.expect(self.service.dispatch(letter, "pigeon"), 400)
        self.expect(self.service.dispatch(letter, "email"), 422, "no-email-consent")
        self.expect(self.service.dispatch(letter, sequence=letter["sequence"] + 1), 409, "conflict")
        self.expect(self.service.dispatch(letter, proof="x" * 2001), 400)
        self.expect(self.service.step(letter, "dispatch", 2, on=self.today, route="hand"), 400)  # no case sequence
        self.expect(self.service.dispatch(letter), 200)
        self.expect(self.service.dispatch(letter, expected_step=3), 409, "wrong-order")
        self.expect(self.service.step(letter, "receipt", 3, on=days_from(self.today, -1)), 422, "bad-day")
        self.expect(self.service.step(letter, "return", 3, on=days_from(self.today, 1), reason="x"), 422, "bad-day")
        self.expect(self.service.step(letter, "receipt", 3, on=self.today), 200)
        self.expect(self.service.step(letter, "return", 4, on=self.today, reason="x"), 409, "wrong-order")
        self.assertEqual(self.state(letter)["served"], "receipted")

    def test_a_sending_is_done_once_however_often_it_is_asked_for(self):
        case = self.case()
        letter = self.prepare(case)[0]
        self.expect(self.service.issue(letter), 200)
        body = {"officer": "helen-marsh", "on": self.today, "route": "hand", "expected_step": 2,
                "expected_sequence": letter["sequence"]}
        key = {"Idempotency-Key": "sending-of-" + letter["document"]}
        address = f"/api/v1/documents/{letter['document']}/dispatch"
        first = self.expect(self.service.post(address, body, headers=key), 200)
        again = self.expect(self.service.post(address, body, headers=key), 200)
        self.assertEqual(first.bytes, again.bytes)
        self.assertEqual(self.kinds(case).count("assessment-refused"), 1)

    def test_issuing_for_email_queues_the_mail_and_needs_consent(self):
        case = self.case(consent=days_from(self.today, -30))
        letter = self.prepare(case, route="email")[0]
        self.expect(self.service.issue(letter), 200)
        jobs = [job for job in self.service.get("/api/v1/jobs?state=waiting").json["jobs"]
                if job["kind"] == "mail" and job.get("case") == case.rsplit("/", 1)[1]]
        self.assertEqual(len(jobs), 1)
        other = self.case()
        unasked = self.prepare(other, route="email")[0]
        self.assertEqual(unasked["state"], "prepared")
        self.assertIn("no-email-consent", [finding["code"] for finding in unasked["findings"]])
        self.expect(self.service.issue(unasked), 422, "unfit")
        # Consent that begins tomorrow is none today.
        late = self.case(consent=days_from(self.today, 1))
        early = self.prepare(late, route="email")[0]
        self.expect(self.service.issue(early), 422, "no-email-consent")

    def test_what_is_withdrawn_says_so_and_goes_nowhere(self):
        case = self.case()
        letter = self.prepare(case)[0]
        self.expect(self.service.issue(letter), 200)
        gone = self.expect(self.service.step(letter, "withdraw", 2, reason="The decision was changed."), 200).json
        self.assertEqual((gone["state"], gone["steps"][-1]["note"]), ("withdrawn", "The decision was changed."))
        self.expect(self.service.dispatch(letter, expected_step=3), 409, "wrong-order")
        self.assertEqual(self.service.get(case).json["sending"], [])


if __name__ == "__main__":
    unittest.main()
