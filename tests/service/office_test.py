"""What the service tells of its offices, and the settings that they run with."""
import os
import signal
import shutil
import subprocess
import tempfile
import time
import unittest

from running import PROGRAM, Running, ServiceTest, first_with

SETTINGS = {  # each with a value that is not its default
    "office_workers": 1, "office_spares": 0, "office_queue": 7, "office_longest_render_ms": 50000,
    "office_longest_stall_ms": 4000, "office_longest_start_ms": 15000, "office_first_back_off_ms": 100,
    "office_longest_back_off_ms": 5000, "office_drain_ms": 1000, "office_hang_counts_after_ms": 2000,
    "office_quarantine_ms": 60000, "office_recycle_after_documents": 3, "office_recycle_above_mib": 300,
    "office_resident_mib": 900, "office_address_mib": 3000, "office_file_mib": 100, "office_handles": 512,
    "office_largest_pdf_mib": 50, "office_pdf": "accessible", "office_confinement": "preferred",
    "office_bubblewrap": "/nonexistent/bwrap", "office_private_root": "/dev/shm"}


def metrics_of(answer):
    lines = [line for line in answer.bytes.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.split(" ") for line in lines)}


def children(process):
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


def offices_of(service):
    """The offices themselves: below bubblewrap, and what that made, where there is a sandbox."""
    found = []
    for thread in os.listdir(f"/proc/{service}/task"):
        with open(f"/proc/{service}/task/{thread}/children", encoding="ascii") as file:
            found += [int(child) for child in file.read().split()]
    for _ in range(2):
        found = [below for process in found for below in (children(process) or [process])]
    return found


class Offices(ServiceTest):
    def metrics(self):
        return metrics_of(self.service.get("/metrics", token=False))

    def becomes(self, condition):
        deadline = time.monotonic() + 20
        while not condition(self.metrics()):
            self.assertLess(time.monotonic(), deadline, self.metrics())
            time.sleep(0.02)

    def test_health_and_metrics_tell_the_same_and_count_what_was_done(self):
        before = self.metrics()
        case = first_with(self.cases, "assessment")
        self.service.put_case(case)
        made = self.service.post(f"/api/v1/cases/{case['reference']}/documents",
                                 {"kind": "will-assess", "sent_on": self.today})
        letters = len(self.expect(made, 201).json["documents"])
        after = self.metrics()
        self.assertEqual(after["ehcflow_office_rendered_total"], before["ehcflow_office_rendered_total"] + letters)
        self.assertEqual(after["ehcflow_office_asked_total"], before["ehcflow_office_asked_total"] + letters)
        for time_spent in ("wait", "render", "check"):
            self.assertGreaterEqual(after[f"ehcflow_office_{time_spent}_seconds_total"], 0)
        self.assertGreater(after["ehcflow_office_render_seconds_total"], before["ehcflow_office_render_seconds_total"])
        health = self.service.get("/health", token=False).json
        self.assertEqual(health["status"], "ok")
        self.assertEqual(health["office"]["confined"], 1)
        self.assertEqual({name.removeprefix("ehcflow_office_").removesuffix("_total") for name in after},
                         set(health["office"]))

    def test_an_office_that_dies_is_counted_and_another_is_there(self):
        self.becomes(lambda now: now["ehcflow_office_spares_ready"] == 1 and now["ehcflow_office_ready"] == 2)
        before = self.metrics()
        os.kill(offices_of(self.service.process.pid)[0], signal.SIGKILL)
        self.becomes(lambda now: now["ehcflow_office_died_idle_total"] == before["ehcflow_office_died_idle_total"] + 1)
        self.becomes(lambda now: now["ehcflow_office_spares_ready"] == 1 and now["ehcflow_office_ready"] == 2)


class Settings(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="ehcflow-service-")
        self.addCleanup(shutil.rmtree, self.folder)

    def start_with(self, text):
        path = os.path.join(self.folder, "service.json")
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        return subprocess.run([PROGRAM, "serve", "--config", path, "--data", os.path.join(self.folder, "data")],
                              capture_output=True, text=True, timeout=60, check=False)

    def test_each_limit_is_a_setting_and_no_sandbox_is_said(self):
        service = Running(self.folder, SETTINGS)
        self.addCleanup(service.stop)
        health = service.get("/health").json
        self.assertEqual((health["status"], health["office"]["confined"], health["office"]["workers"]),
                         ("unconfined", 0, 1))
        self.assertEqual(metrics_of(service.get("/metrics"))["ehcflow_office_confined"], 0)

    def test_without_a_sandbox_it_does_not_start_unless_told_to(self):
        refused = self.start_with('{"office_bubblewrap": "/nonexistent/bwrap"}')
        self.assertEqual(refused.returncode, 3)
        self.assertIn("bubblewrap", refused.stderr)

    def test_a_value_out_of_range_is_refused_by_name(self):
        for name in SETTINGS:
            refused = self.start_with('{"%s": -1}' % name)
            self.assertEqual(refused.returncode, 2, name)
            self.assertIn('"%s" is' % name, refused.stderr)


if __name__ == "__main__":
    unittest.main()
