"""What pages read is proven equal to what the ledger alone says; one program at a time writes to a folder."""
import os
import signal
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from running import PROGRAM, Running, first_with, sample_cases


def call(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)


class Rebuild(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="ehcflow-rebuild-")
        self.data = os.path.join(self.folder, "data")
        self.addCleanup(shutil.rmtree, self.folder)

    def test_what_was_written_with_each_event_is_what_a_rebuild_finds(self):
        service = Running(self.folder)
        self.addCleanup(lambda: service.process.poll() is None and service.stop(signal.SIGKILL))
        today = service.get("/health").json["today"]
        cases = sample_cases(today)
        for case in cases:
            self.assertEqual(service.put_case(case).status, 201)
        case = first_with(cases, "assessment")
        address = "/api/v1/cases/" + case["reference"]
        made = service.post(address + "/documents", {"kind": "will-assess", "sent_on": today}).json["documents"]
        self.assertEqual(service.issue(made[0]).status, 200)
        self.assertEqual(service.dispatch(made[0]).status, 200)
        self.assertEqual([one["document"] for one in service.get("/api/v1/documents").json["documents"]],
                         [one["document"] for one in made[1:]])
        listed = {one["case"]: one for one in service.get("/api/v1/cases").json["cases"]}
        for reference in list(listed)[:10]:
            duties = service.get(f"/api/v1/cases/{reference}/duties").json["duties"]
            owed = [one for one in duties if one["status"] in ("open", "due", "overdue") and one["who"] == "authority"]
            dated = [one for one in owed if one.get("due")] or owed
            self.assertEqual(listed[reference].get("next", {}).get("rule"), dated[0]["rule"] if dated else None)
        soon = service.get("/api/v1/duties?to=" + today).json["duties"]
        self.assertTrue(all(one["due"] <= today for one in soon) and soon)
        self.assertGreater(len(service.get("/api/v1/placements").json["placements"]), 0)
        self.assertEqual(service.get("/api/v1/duties?limit=5000").status, 400)
        for verb in (("rebuild", self.data), ("restore", "/nowhere", "--data", self.data)):
            refused = call(*verb)
            self.assertEqual(refused.returncode, 3)
            self.assertIn("another program is using it", refused.stderr)
        self.assertEqual(service.stop(), 0)

        done = call("rebuild", self.data)
        self.assertEqual((done.returncode, done.stdout),
                         (0, f"{len(cases)} cases and {len(made)} documents worked out from the ledger, 0 of them other than they "
                             "were kept\n"))
        with sqlite3.connect(os.path.join(self.data, "ledger", "ledger.db")) as forged:
            forged.execute("UPDATE duty_now SET due = '2030-01-01' WHERE due IS NOT NULL AND place = 0 AND case_id = "
                           "(SELECT case_id FROM duty_now WHERE due IS NOT NULL AND place = 0 LIMIT 1)")
            forged.execute("DELETE FROM document_now WHERE document_id = ?", (made[0]["document"],))
        forged.close()
        self.assertIn("2 of them other", call("rebuild", self.data).stdout)
        self.assertIn("0 of them other", call("rebuild", self.data).stdout)
        self.assertEqual(call("rebuild", self.folder + "/none").returncode, 3)


if __name__ == "__main__":
    unittest.main()
