"""What strangers and broken programs send: each has a clear answer, and nothing is kept of it."""
import socket
import unittest

from running import ServiceTest
from api_test import example


class Hostile(ServiceTest):
    def test_without_the_token_nothing_is_told(self):
        for path in ("/api/v1/cases", "/api/v1/cases/T-1", "/api/v1/nowhere", "/api/v1/documents/D-1/pdf"):
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic eDp5"}):
                answer = self.service.get(path, token=False, headers=headers)
                self.expect(answer, 401, "not-signed-in")
                self.assertEqual(answer.headers["WWW-Authenticate"], "Bearer")
        self.expect(self.service.put_case(example("T-0"), token=False), 401, "not-signed-in")
        self.assertEqual(self.service.get("/", token=False).status, 303)
        self.assertEqual(self.service.get("/health", token=False).status, 200)

    def test_bodies_that_are_none(self):
        path = "/api/v1/cases/H-1"
        for body in (b"", b"{", b"[]", b"null", b"{\"record\":{}}", b"\xff\xfe", b"{\"record\":1,\"timeline\":2}",
                     b"[" * 100000, b"{\"a\":" * 5000 + b"1" + b"}" * 5000):
            self.expect(self.service.send("PUT", path, body), 400)
        self.expect(self.service.send("PUT", path, b"x" * (5 << 20)), 413, "too-large")
        self.expect(self.service.send("PUT", path, b"{}", headers={"Content-Type": "text/plain"}), 415, "not-json")
        self.expect(self.service.get(path), 404, "unknown-case")

    def test_events_that_cannot_be_read_are_named(self):
        for event, code in (({"kind": "no-such-kind", "on": "2026-01-12"}, "unknown-kind"),
                            ({"kind": "request-received", "on": "2026-02-30"}, None),
                            ({"kind": "request-received"}, None),
                            ({"kind": "request-received", "on": "2026-01-12", "from": "nobody"}, None)):
            case = example("H-2")
            case["timeline"] = {**case["timeline"], "events": [event]}
            answer = self.expect(self.service.put_case(case), 400)
            self.assertEqual(answer.json["event"], 0, answer.bytes)
            if code:
                self.assertEqual(answer.json["code"], code)
        self.expect(self.service.get("/api/v1/cases/H-2"), 404, "unknown-case")

    def test_addresses_and_methods(self):
        self.expect(self.service.get("/api/v1/cases/..%2f..%2ftoken"), 404)
        self.expect(self.service.get("/../../etc/passwd"), 404)
        self.expect(self.service.send("DELETE", "/api/v1/cases"), 405, "method-not-allowed")
        self.assertEqual(self.service.send("HEAD", "/health").status, 200)

    def test_a_connection_that_says_nothing_or_nonsense_harms_nobody(self):
        open_ones = []
        for _ in range(30):
            connection = socket.create_connection(("127.0.0.1", self.service.port), timeout=30)
            connection.sendall(b"\x16\x03\x01\x02\x00 nonsense\r\n\r\n")
            open_ones.append(connection)
        half = socket.create_connection(("127.0.0.1", self.service.port), timeout=30)
        half.sendall(b"PUT /api/v1/cases/H-3 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " +
                     self.service.token.encode() + b"\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
        half.close()
        self.assertEqual(self.service.get("/health").status, 200)
        for connection in open_ones:
            connection.close()
        self.expect(self.service.get("/api/v1/cases/H-3"), 404, "unknown-case")

    def test_no_personal_data_in_log_or_errors(self):
        case = example("H-4")
        case["record"]["child"]["name"] = "Zebedee Unwritten"
        case["timeline"] = {**case["timeline"], "events": [{"kind": "plan-amended", "on": "2026-01-12"}]}
        answer = self.service.put_case(case)
        self.assertNotIn(b"Zebedee", answer.bytes)
        self.service.put_case({**example("H-5"), "record": {**example("H-5")["record"], "who": "Zebedee Unwritten"}})
        self.assertNotIn("Zebedee", self.service.logged())
        self.assertNotIn(self.service.token, self.service.logged())


if __name__ == "__main__":
    unittest.main()
