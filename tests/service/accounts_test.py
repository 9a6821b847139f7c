"""Each officer's own token: what is recorded and looked at bears their account, and a token that was taken back opens nothing."""
import json
import os
import subprocess
import threading
import unittest

from running import PROGRAM, ServiceTest, first_with


def user(*arguments):
    return subprocess.run([PROGRAM, "user", *arguments], capture_output=True, text=True, timeout=60)


class AccountsTest(ServiceTest):
    def data(self):
        return os.path.join(self.folder, "data")

    def token_of(self, name):
        made = user("add", name, "--data", self.data())
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertRegex(made.stdout, r"^[0-9a-f]{64}\n$")
        return {"Authorization": "Bearer " + made.stdout.strip()}

    def test_what_is_recorded_and_looked_at_bears_the_account(self):
        priya, tom = self.token_of("p.fenn"), self.token_of("t.hale")
        case = first_with(self.cases, "assessment")
        path = "/api/v1/cases/" + case["reference"]
        body = {"record": case["record"], "timeline": case["timeline"]}
        self.expect(self.service.send("PUT", path, body, headers=priya, token=False), 201)
        stands = self.service.get(path).json["sequence"]
        event = {"kind": "family-consulted", "on": self.today}
        self.expect(self.service.send("POST", path + "/events", {"expected_sequence": stands, "events": [event]},
                                      headers=tom, token=False), 201)
        self.expect(self.service.send("GET", path, headers=tom, token=False), 200)
        made = self.expect(self.service.send("POST", path + "/documents", {"kind": "will-assess", "sent_on": self.today},
                                             headers=priya, token=False), 201).json["documents"]
        self.assertTrue(made)
        recorders = [looked["who"] for looked in self.service.get(path + "/looks").json["looks"]]
        self.assertIn("t.hale", recorders)
        out = os.path.join(self.folder, "bundle")
        subprocess.run([PROGRAM, "export", self.data(), case["reference"], "-o", out], check=True, capture_output=True)
        with open(os.path.join(out, "index.json"), encoding="utf-8") as file:
            entries = json.load(file)["entries"]
        events = [entry["recorder"] for entry in entries if entry["entry"] == "event"]
        self.assertEqual(sorted(events), ["p.fenn"] * stands + ["t.hale"])
        self.assertEqual({entry["recorder"] for entry in entries if entry["entry"] == "document"}, {"p.fenn"})
        verified = subprocess.run([PROGRAM, "verify", "--data", self.data()], capture_output=True, text=True)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_a_browser_is_signed_in_as_the_account(self):
        token = self.token_of("b.marsh")["Authorization"].split()[1]
        signed = self.service.send("POST", "/sign-in", b"token=" + token.encode(), token=False,
                                   headers={"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(signed.status, 303)
        cookie = signed.headers["Set-Cookie"].split(";")[0]
        self.assertNotIn(token, cookie)
        self.service.put_case(self.cases[0])
        page = "/cases/" + self.cases[0]["reference"]
        self.assertEqual(self.service.send("GET", page, token=False, headers={"Cookie": cookie}).status, 200)
        looks = self.service.get("/api/v1" + page + "/looks").json["looks"]
        self.assertEqual(looks[0]["who"], "b.marsh")
        with open(os.path.join(self.data(), "accounts"), encoding="ascii") as file:
            kept = file.read()
        self.assertNotIn(token, kept)
        self.assertNotIn(cookie.split("=")[1], kept)  # whoever reads the file can sign in as nobody
        for word in kept.split():
            for headers in ({"Authorization": "Bearer " + word}, {"Cookie": cookie.split("=")[0] + "=" + word}):
                self.assertEqual(self.service.send("GET", "/api/v1/cases", token=False, headers=headers).status, 401)
        self.assertEqual(os.stat(os.path.join(self.data(), "accounts")).st_mode & 0o077, 0)
        self.assertEqual(user("remove", "b.marsh", "--data", self.data()).returncode, 0)
        self.assertEqual(self.service.send("GET", page, token=False, headers={"Cookie": cookie}).status, 303)

    def test_a_token_that_was_taken_back_opens_nothing_at_once(self):
        first = self.token_of("k.adeyemi")
        ask = lambda headers: self.service.send("GET", "/api/v1/cases", token=False, headers=headers).status
        self.assertEqual(ask(first), 200)
        self.assertEqual(user("remove", "k.adeyemi", "--data", self.data()).returncode, 0)
        self.assertEqual(ask(first), 401)
        second = self.token_of("k.adeyemi")
        self.assertNotEqual(first, second)
        self.assertEqual((ask(first), ask(second)), (401, 200))
        self.assertEqual(self.service.get("/api/v1/cases").status, 200)  # the owner's own goes on

    def test_many_made_at_once_are_all_there(self):
        names = [f"many-{number}" for number in range(12)]
        threads = [threading.Thread(target=user, args=("add", name, "--data", self.data())) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        listed = user("list", "--data", self.data()).stdout.split()
        self.assertEqual(sorted(name for name in listed if name.startswith("many-")), sorted(names))

    def test_calls_that_cannot_be_meant(self):
        self.token_of("once")
        for arguments, code, said in [(["add", "once"], 3, "is there already"), (["add", "Priya Fenn"], 2, "1 to 64"),
                                      (["add", "token-holder"], 3, "the program itself"), (["remove", "nobody"], 1, "no such account"),
                                      (["add"], 2, ""), ([], 2, "")]:
            done = user(*arguments, *(["--data", self.data()] if arguments else []))
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertIn(said, done.stderr)
        self.assertEqual(user("list", "--data", os.path.join(self.folder, "none")).returncode, 2)
        for wrong in ("Bearer ", "Bearer x", "bearer " + self.service.token, "Bearer " + "0" * 64, "Bearer " + "é" * 10):
            self.assertEqual(self.service.send("GET", "/api/v1/cases", token=False, headers={"Authorization": wrong.encode()}).status, 401)


if __name__ == "__main__":
    unittest.main()
