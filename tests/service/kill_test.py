"""kill -9 of the service and of its offices: everything acknowledged is there, and letters are still made."""
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest
from http.client import HTTPException

from running import Running, first_with, sample_cases


def children_of(pid):
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as file:
            for child in map(int, file.read().split()):
                found += [child] + children_of(child)
    return found


def offices_of(service):
    found = []
    for pid in children_of(service.process.pid):
        with open(f"/proc/{pid}/comm", encoding="ascii") as file:
            if file.read().startswith("soffice.bin"):
                found.append(pid)
    return found


class Kill(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="ehcflow-kill-")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def run_service(self):
        service = Running(self.folder)
        self.addCleanup(lambda: service.process.poll() is None and service.stop(signal.SIGKILL))
        return service

    def test_the_service_in_the_middle_of_the_main_job(self):
        service = self.run_service()
        cases = sample_cases(service.get("/health").json["today"])
        for round in range(4):
            acknowledged = []

            def work():
                for case in cases[round * 20:round * 20 + 20]:
                    try:
                        if service.put_case(case).status in (200, 201):
                            acknowledged.append(case["reference"])
                        else:
                            return
                        if "assessment" in case["record"]:
                            made = service.post(f"/api/v1/cases/{case['reference']}/documents",
                                                {"kind": "will-assess", "sent_on": service.get("/health").json["today"]})
                            for letter in made.json.get("documents", []):
                                acknowledged.append(letter["pdf"])
                    except (OSError, HTTPException, ValueError):
                        return

            worker = threading.Thread(target=work)
            worker.start()
            time.sleep(0.03 * (round + 1))
            service.stop(signal.SIGKILL)
            worker.join()
            service = self.run_service()
            for one in acknowledged:
                self.assertEqual(service.get(one if one.startswith("/") else f"/api/v1/cases/{one}").status, 200, one)
        self.assertGreater(len(service.get("/api/v1/cases").json["cases"]), 0)
        self.assertEqual(service.stop(), 0)

    def test_the_office_during_a_render(self):
        service = self.run_service()
        today = service.get("/health").json["today"]
        case = first_with(sample_cases(today), "plan")
        service.put_case(case)
        stop = threading.Event()
        killed = []

        def kill():
            while not stop.is_set() and len(killed) < 2:
                for office in offices_of(service):
                    os.kill(office, signal.SIGSTOP)  # so that it is surely in the middle of something
                    os.kill(office, signal.SIGKILL)
                    killed.append(office)
                time.sleep(0.2)

        killer = threading.Thread(target=kill)
        killer.start()
        made = service.post(f"/api/v1/cases/{case['reference']}/documents", {"kind": "draft-plan", "sent_on": today})
        stop.set()
        killer.join()
        self.assertEqual(made.status, 201, made.bytes)
        self.assertTrue(killed)
        pdf = service.get(made.json["documents"][0]["pdf"])
        text = subprocess.run(["pdftotext", "-", "-"], input=pdf.bytes, capture_output=True, check=True).stdout.decode()
        self.assertIn("Section K", text)
        service.stop()

    def test_nothing_is_left_after_an_orderly_end(self):
        service = self.run_service()
        offices = offices_of(service)
        self.assertTrue(offices)
        self.assertEqual(service.stop(), 0)
        for office in offices:
            self.assertFalse(os.path.exists(f"/proc/{office}"))


if __name__ == "__main__":
    unittest.main()
