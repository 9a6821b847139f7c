"""What keeps the record in order: work done later, who looked, legal holds, erasure by rule, anchors."""
import glob
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from running import PROGRAM, Running, ServiceTest, first_with

PLAN = os.path.join(os.path.dirname(__file__), "..", "..", "templates", "house", "action_plan.json")


def call(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)


def old_case(reference, name="Zebedee"):
    return {"reference": reference,
            "record": {"reference": reference, "child": {"first_name": name, "last_name": "Unwritten", "born": "1988-05-03"}},
            "timeline": {"child": {"born": "1988-05-03"},
                         "events": [{"kind": "request-received", "on": "2015-01-12", "from": "parent"},
                                    {"kind": "request-withdrawn", "on": "2015-01-30", "reason": "moved away"}]}}


class Keeping(ServiceTest):
    def finished(self, job):
        for _ in range(600):
            now = self.service.get(job).json
            if now["state"] in ("done", "dead"):
                return now
            time.sleep(0.1)
        self.fail("the job was never done")

    def test_letters_and_a_statement_are_made_later_once(self):
        case = first_with(self.cases, "assessment")
        self.service.put_case(case)
        address = "/api/v1/cases/" + case["reference"]
        asked = [self.service.post(address + "/documents", {"kind": "will-assess", "sent_on": self.today, "later": True},
                                   headers={"Idempotency-Key": "later-1"}) for _ in range(2)]
        self.assertEqual([one.status for one in asked], [202, 202])
        self.assertEqual(asked[0].json, asked[1].json)
        self.assertEqual(self.finished(asked[0].json["at"])["state"], "done")
        documents = self.service.get(address).json["documents"]
        people = [one for one in case["record"]["family"] if one["receives_notices"]]
        self.assertEqual(len(documents), len(people))
        with open(PLAN, encoding="utf-8") as file:
            plan = {"expected_version": 0, "by": "director-1", "why": "The first.", "plan": json.load(file)}
        self.expect(self.service.send("PUT", "/api/v1/action-plan", plan), 200)
        report = self.service.post("/api/v1/statements", {"month": self.today[:7], "later": True})
        self.assertEqual(self.finished(report.json["at"])["attempts"], 1)
        self.assertEqual(self.service.get("/api/v1/jobs?state=dead").json["jobs"], [])

    def test_what_can_never_be_done_is_given_up_with_its_reason(self):
        case = next(one for one in self.cases if "assessment" not in one["record"])
        self.service.put_case(case)
        asked = self.service.post("/api/v1/cases/" + case["reference"] + "/documents",
                                  {"kind": "will-assess", "sent_on": self.today, "later": True})
        dead = self.finished(asked.json["at"])
        self.assertEqual((dead["state"], dead["attempts"]), ("dead", 1))
        self.assertIn("cannot be made", dead["reason"])
        self.assertIn(dead["job"], [one["job"] for one in self.service.get("/api/v1/jobs?state=dead").json["jobs"]])
        self.assertEqual(self.service.post("/api/v1/jobs/" + dead["job"] + "/retry", {}).status, 200)
        self.assertEqual(self.finished(asked.json["at"])["state"], "dead")
        self.assertEqual(self.service.get("/api/v1/jobs/J-none").status, 404)
        self.assertEqual(self.service.get("/api/v1/jobs?state=odd").status, 400)

    def test_who_looked_is_noted(self):
        case = self.cases[3]
        self.service.put_case(case)
        address = "/api/v1/cases/" + case["reference"]
        before = len(self.service.get(address + "/looks").json["looks"])
        self.service.get(address)
        self.service.get("/cases/" + case["reference"])
        self.service.get(address, token=False)
        self.service.get("/api/v1/cases")
        looks = self.service.get(address + "/looks").json["looks"]
        self.assertEqual([one["what"] for one in looks[:3]],
                         ["/cases/{case}", "/api/v1/cases/{case}", "/api/v1/cases/{case}/looks"])
        self.assertEqual(len(looks), before + 3)
        self.assertEqual(looks[0]["who"], "token-holder")

    def test_a_case_goes_by_rule_unless_it_is_held(self):
        case = old_case("OLD-1")
        address = "/api/v1/cases/OLD-1"
        self.expect(self.service.put_case(case), 201)
        young = self.cases[5]
        self.service.put_case(young)
        approved = {"approved_by": "records-manager"}
        self.expect(self.service.post("/api/v1/cases/" + young["reference"] + "/erase", approved), 409, "not-due")
        due = self.service.get("/api/v1/retention").json
        self.assertEqual([(one["case"], one["rule"], one["since"]) for one in due["due"]],
                         [("OLD-1", "case-without-plan", "2021-01-30")])
        self.assertTrue(all(rule["source"] for rule in due["rules"]))
        self.expect(self.service.post(address + "/hold", {"reason": "complaint to the Ombudsman"}), 200)
        self.expect(self.service.post(address + "/erase", approved), 409, "case-held")
        self.assertTrue(self.service.get("/api/v1/retention").json["due"][0]["held"])
        self.expect(self.service.post(address + "/release", {"reason": "closed"}), 200)
        self.expect(self.service.get(address + "/disposal"), 409, "not-due")
        self.expect(self.service.post(address + "/erase", {"approved_by": ""}), 400)
        done = self.expect(self.service.post(address + "/erase", approved, headers={"Idempotency-Key": "erase-1"}), 200)
        again = self.service.post(address + "/erase", approved, headers={"Idempotency-Key": "erase-1"})
        self.assertEqual((again.status, again.headers["Idempotent-Replay"]), (200, "true"))
        certificate = self.service.get(done.json["certificate"]).json
        self.assertEqual((certificate["rule"], certificate["approved_by"]), ("case-without-plan", "records-manager"))
        self.assertIn("Limitation Act", certificate["source"])
        self.assertGreaterEqual(certificate["texts"], 4)
        self.expect(self.service.get(address), 410, "case-erased")
        self.assertNotIn("OLD-1", [one["case"] for one in self.service.get("/api/v1/cases").json["cases"]])
        for name in glob.glob(os.path.join(self.folder, "data", "**", "*"), recursive=True):
            if os.path.isfile(name):
                with open(name, "rb") as file:
                    self.assertFalse(b"Zebedee" in file.read(), "what was erased is still in " + name)


class ByHand(unittest.TestCase):
    def test_retention_backups_and_anchors_from_the_command_line(self):
        folder = tempfile.mkdtemp(prefix="ehcflow-keeping-")
        self.addCleanup(shutil.rmtree, folder)
        data = os.path.join(folder, "data")
        service = Running(folder)
        self.addCleanup(lambda: service.process.poll() is None and service.stop(signal.SIGKILL))
        today = service.get("/health").json["today"]
        for reference in ("OLD-1", "OLD-2"):
            self.assertEqual(service.put_case(old_case(reference)).status, 201)
        service.post("/api/v1/cases/OLD-2/hold", {"reason": "court order"})
        backups = os.path.join(folder, "backups")
        os.mkdir(backups)
        for name in ("old", "new"):
            self.assertEqual(call("backup", os.path.join(backups, name), "--data", data).returncode, 0)
        with open(os.path.join(backups, "stranger"), "w", encoding="ascii") as file:
            file.write("not a backup of ours")
        for name in ("old", "stranger"):
            os.utime(os.path.join(backups, name), (time.time() - 60 * 86400,) * 2)
        apply = ("retention", "--data", data, "--on", today, "--apply", "--approved-by", "records-manager",
                 "--backups", backups)
        self.assertEqual(call(*apply).returncode, 3)  # the service has the folder
        self.assertEqual(service.stop(), 0)
        looked = call("retention", "--data", data, "--on", today)
        self.assertEqual((looked.returncode, looked.stdout), (0, ""))
        self.assertIn("OLD-1 is due since 2021-01-30 (case-without-plan)", looked.stderr)
        self.assertEqual(call("retention", "--data", data, "--on", today, "--apply").returncode, 2)
        self.assertEqual(call("retention", "--data", data, "--on", "2999-01-01", "--apply", "--approved-by", "x").returncode, 2)
        done = call(*apply)
        self.assertEqual(done.returncode, 0, done.stderr)
        certificates = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([one["case"] for one in certificates], ["OLD-1"])
        self.assertIn("OLD-2 is due since 2021-01-30 (case-without-plan), kept by a legal hold", done.stderr)
        self.assertEqual(sorted(os.listdir(backups)), ["new", "stranger"])
        verified = call("verify", "--data", data)
        self.assertEqual(verified.returncode, 0, verified.stderr)
        self.assertIn("anchors hold", verified.stdout)
        anchors = os.path.join(data, "anchors")
        with open(anchors, encoding="ascii") as file:
            lines = file.readlines()
        self.assertGreaterEqual(len(lines), 1)
        with open(anchors, "w", encoding="ascii") as file:
            file.write(lines[-1].replace(lines[-1].split()[2], "0" * 64))
        refused = call("verify", "--data", data)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("anchor 1", refused.stderr)


if __name__ == "__main__":
    unittest.main()
