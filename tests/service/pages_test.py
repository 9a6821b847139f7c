"""The pages as a browser gets them."""
import copy
import re
import unittest
import urllib.parse

from running import ServiceTest, first_with


class Pages(ServiceTest):
    def sign_in(self):
        answer = self.service.send("POST", "/sign-in", urllib.parse.urlencode({"token": self.service.token}).encode(),
                                   headers={"Content-Type": "application/x-www-form-urlencoded"}, token=False)
        self.expect(answer, 303)
        cookie = answer.headers["Set-Cookie"]
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite", cookie)
        return {"Cookie": cookie.split(";")[0]}

    def test_the_cookie_opens_pages_and_never_a_write(self):
        cookie = self.sign_in()
        for case in self.cases:
            self.service.put_case(case)
        page = self.expect(self.service.get("/", headers=cookie, token=False), 200).bytes.decode()
        self.assertEqual(len(re.findall(r'href="/cases/EHC-', page)), len(self.cases))
        self.assertIn("working days late", page)
        self.expect(self.service.put_case(self.cases[0], headers=cookie, token=False), 401)
        self.assertNotIn(self.service.token, cookie["Cookie"])

    def test_a_wrong_token_is_told_and_the_page_is_escaped(self):
        answer = self.service.send("POST", "/sign-in", b"token=%3Cscript%3E", token=False,
                                   headers={"Content-Type": "application/x-www-form-urlencoded"})
        self.assertNotIn(b"<script>", answer.bytes)
        self.assertNotEqual(answer.status, 303)
        self.assertIsNone(answer.headers["Set-Cookie"])

    def test_a_case_page_escapes_what_people_wrote(self):
        cookie = self.sign_in()
        case = copy.deepcopy(first_with(self.cases, "review"))
        case["reference"] = case["record"]["reference"] = "P-1"
        case["record"]["child"]["first_name"] = "<b>Fig & Co</b>"
        self.expect(self.service.put_case(case), 201)
        page = self.expect(self.service.get("/cases/P-1", headers=cookie, token=False), 200).bytes
        self.assertNotIn(b"<b>Fig", page)
        self.assertIn(b"reg", page)
        policy = self.service.get("/", headers=cookie, token=False).headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)

    def test_what_is_not_there(self):
        cookie = self.sign_in()
        self.expect(self.service.get("/cases/NOT-1", headers=cookie, token=False), 404)
        self.expect(self.service.get("/nowhere", headers=cookie, token=False), 404)


if __name__ == "__main__":
    unittest.main()
