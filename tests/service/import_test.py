"""A caseload through the API: a dry run, the run, and the run again; bodies that cannot be meant."""
import threading
import unittest

from running import ServiceTest

CHILDREN = "reference,first_name,last_name,born\r\nI-1,Ada,Fenn,03/05/2014\r\nI-2,Bo,Marsh,31/02/2015\r\n"
PLANS = "reference,finalised_on\r\nI-1,14/03/2025\r\nI-2,14/03/2025\r\n"
MAPPING = {"days": "DD/MM/YYYY"}


def files(children=CHILDREN, plans=PLANS):
    return [{"name": "children.csv", "kind": "children", "text": children}, {"name": "plans.csv", "kind": "plans", "text": plans}]


class Import(ServiceTest):
    def send(self, **body):
        return self.service.post("/api/v1/import", {"mapping": MAPPING, "files": files(), **body})

    def test_a_dry_run_says_what_the_run_does_and_records_nothing(self):
        dry = self.expect(self.send(dry_run=True), 200).json
        self.expect(self.service.get("/api/v1/cases/I-1"), 404, "unknown-case")
        wet = self.expect(self.send(), 200).json
        self.assertEqual({**dry, "dry_run": False}, wet)
        self.assertEqual((wet["new_children"], wet["events"]), (1, 1))
        children, plans = wet["files"]
        self.assertEqual(children["refused"], [{"row": 3, "reason": 'the column "born" is no day that exists, written DD/MM/YYYY'}])
        self.assertEqual(plans["held_back"], [{"row": 3, "reason": "held back: row 3 of children.csv is refused"}])
        self.assertTrue(children["refused_csv"].startswith("\ufeffrefused because,reference,"))
        self.assertEqual(self.service.get("/api/v1/cases/I-1").json["events"][0]["event"],
                         {"kind": "plan-finalised", "on": "2025-03-14", "by": "import", "note": "Imported from plans.csv, row 2"})
        duties = self.service.get("/api/v1/cases/I-1/duties?today=2025-06-01").json["duties"]
        self.assertIn(("ar-first", "2026-03-13"), [(duty["rule"], duty["due"]) for duty in duties])

        corrected = files(children["refused_csv"].replace("31/02/2015", "28/02/2015"), plans["refused_csv"])
        done = self.expect(self.send(files=corrected), 200).json
        self.assertEqual((done["new_children"], [file["refused"] for file in done["files"]]), (1, [[], []]))
        again = self.expect(self.send(files=corrected), 200).json
        self.assertEqual((again["new_children"], again["added_to"], again["events"]), (0, 0, 0))

    def test_two_at_once_record_each_child_once(self):
        rows = "".join(f"T-{i},Tom{i},Marsh,03/05/2014\r\n" for i in range(100))
        text = "reference,first_name,last_name,born\r\n" + rows
        answers = []
        send = lambda: answers.append(self.send(files=files(text)[:1]).status)
        threads = [threading.Thread(target=send) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [200] * 4)
        listed = self.service.get("/api/v1/cases").json["cases"]
        self.assertEqual(sum(case["case"].startswith("T-") for case in listed), 100)

    def test_a_run_with_a_key_is_done_once_and_answered_as_the_first_time_but_for_the_rows_themselves(self):
        text = "reference,first_name,last_name,born\r\nK-1,Kit,Fenn,03/05/2014\r\nK-2,Kay,Marsh,31/02/2015\r\n"
        body = {"mapping": MAPPING, "files": files(text)[:1]}
        send = lambda body, key="import-1": self.service.post("/api/v1/import", body, headers={"Idempotency-Key": key})
        dry = self.expect(send({**body, "dry_run": True}, "dry-1"), 200).json
        first = self.expect(send(body), 200)
        self.assertEqual({**dry, "dry_run": False}, first.json)
        self.assertEqual(first.json["new_children"], 1)
        again = self.expect(send(body), 200)
        self.assertEqual(again.headers["Idempotent-Replay"], "true")
        whole = first.json
        del whole["files"][0]["refused_csv"]
        self.assertEqual(again.json, whole)
        self.assertNotIn(b"Marsh", again.bytes)  # what is kept is about no child
        self.expect(send({**body, "files": files()[:1]}), 422, "key-reused")

    def test_many_at_once_with_one_key_are_one_run(self):
        rows = "".join(f"S-{i},Sam{i},Marsh,03/05/2014\r\n" for i in range(60))
        body = {"mapping": MAPPING, "files": files("reference,first_name,last_name,born\r\n" + rows)[:1]}
        answers = []
        send = lambda: answers.append(self.service.post("/api/v1/import", body, headers={"Idempotency-Key": "import-2"}))
        threads = [threading.Thread(target=send) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual({(answer.status, answer.json["new_children"]) for answer in answers}, {(200, 60)})

    def test_bodies_that_cannot_be_meant(self):
        for body, said in [({"files": []}, "at least one file"), ({"files": [{"name": "a"}]}, "A file has"),
                           ({"files": files()[:1] * 2}, "same name"), ({"mapping": {"dates": "x"}}, "is not known"),
                           ({"mapping": {"encoding": "windows-1252"}}, "utf-8 here"), ({"dry_run": "yes"}, "true or false"),
                           ({"more": 1}, "not known here"), ({"files": files("reference\r\nI-9\r\n")}, "nothing was recorded"),
                           ({"files": [{"name": "../x", "kind": "children", "text": ""}]}, "plain file name")]:
            answer = self.expect(self.send(**body), 400, "bad-request")
            self.assertIn(said, answer.json["detail"], body)
        self.expect(self.service.send("POST", "/api/v1/import", {}, token=False), 401, "not-signed-in")
        self.expect(self.send(files=files("x" * 5_000_000)), 413, "too-large")


if __name__ == "__main__":
    unittest.main()
