"""A service of a test's own: a real process with a folder and a port to itself."""
import http.client
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["EHCFLOW_PROGRAM"]
COUNCIL = os.environ["EHCFLOW_COUNCIL"]


def sample_cases(today):
    lines = subprocess.run([COUNCIL, today], check=True, capture_output=True, text=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def first_with(cases, says):
    return next(case for case in cases if says in case["record"])


class Answer:
    def __init__(self, reply):
        self.status = reply.status
        self.headers = reply.headers
        self.bytes = reply.read()

    @property
    def json(self):
        return json.loads(self.bytes)


class Running:
    def __init__(self, folder, settings=None, wait_for_office=True):
        self.folder = folder
        config = []
        if settings is not None:
            config = ["--config", os.path.join(folder, "service.json")]
            with open(config[1], "w", encoding="ascii") as file:
                json.dump(settings, file)
        self.log = open(os.path.join(folder, "log"), "ab+")
        self.process = subprocess.Popen([PROGRAM, "serve", "--data", os.path.join(folder, "data"), "--listen", "127.0.0.1:0",
                                         *config],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        said = self.process.stdout.readline()
        if "http://127.0.0.1:" not in said:
            self.process.kill()
            logged = self.logged()
            self.stop()
            raise AssertionError("the service did not start: " + logged)
        self.port = int(said.split("http://127.0.0.1:")[1].split("/")[0])
        with open(os.path.join(folder, "data", "token"), encoding="ascii") as file:
            self.token = file.read().strip()
        deadline = time.monotonic() + 60
        while wait_for_office and self.get("/health", token=False).status != 200:  # the offices are still starting
            if time.monotonic() > deadline:
                raise AssertionError("no office came up: " + self.logged())
            time.sleep(0.05)

    def send(self, method, path, body=None, headers=None, token=True):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            given = dict(headers or {})
            if token:
                given.setdefault("Authorization", "Bearer " + self.token)
            if body is not None and not isinstance(body, bytes):
                body = json.dumps(body).encode()
            if body is not None:
                given.setdefault("Content-Type", "application/json")
            connection.request(method, path, body, given)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, **more):
        return self.send("GET", path, **more)

    def post(self, path, body, **more):
        return self.send("POST", path, body, **more)

    def put_case(self, case, **more):
        return self.send("PUT", "/api/v1/cases/" + case["reference"],
                         {"record": case["record"], "timeline": case["timeline"]}, **more)

    # A letter's life. Each is the answer of its own step; `letter` is the document as it was prepared.
    def step(self, letter, name, expected_step, officer="helen-marsh", **more):
        return self.post(f"/api/v1/documents/{letter['document']}/{name}",
                         {"officer": officer, "expected_step": expected_step, **more})

    def issue(self, letter, sent_on=None, sequence=None):
        approved = self.step(letter, "approve", 0)
        if approved.status != 200:
            return approved
        return self.post(f"/api/v1/documents/{letter['document']}/issue",
                         {"sent_on": sent_on or letter["sent_on"], "expected_step": 1,
                          "expected_sequence": letter["sequence"] if sequence is None else sequence})

    def dispatch(self, letter, route="first-class", sequence=None, expected_step=2, on=None, **more):
        return self.step(letter, "dispatch", expected_step, on=on or letter["sent_on"], route=route,
                         expected_sequence=letter["sequence"] if sequence is None else sequence, **more)

    def logged(self):
        self.log.seek(0)
        return self.log.read().decode()

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.log.close()
        return code


class ServiceTest(unittest.TestCase):
    """One service for all tests of a class."""
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="ehcflow-service-")
        cls.furnish(os.path.join(cls.folder, "data"))
        cls.service = Running(cls.folder)
        cls.today = cls.service.get("/health").json["today"]
        cls.cases = sample_cases(cls.today)

    @classmethod
    def furnish(cls, data):
        """What a test wants in the data folder before the service starts."""

    @classmethod
    def tearDownClass(cls):
        cls.service.stop()
        shutil.rmtree(cls.folder)

    def expect(self, answer, status, code=None):
        self.assertEqual(answer.status, status, answer.bytes[:400])
        if code is not None:
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
            self.assertEqual(answer.json["code"], code, answer.bytes[:400])
        return answer
