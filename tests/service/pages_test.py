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

    def test_each_measure_opens_to_its_cases(self):
        cookie = self.sign_in()
        for case in self.cases:
            self.service.put_case(case)
        month = self.service.get("/health").json["today"][:7]
        page = self.expect(self.service.get(f"/measures?month={month}", headers=cookie, token=False), 200).bytes.decode()
        for measure in ("decisions-6-weeks", "whereabouts-confirmed", "plans-20-weeks"):
            self.assertIn(f'id="{measure}"', page)
        self.assertIn('src="data:image/svg+xml;base64,', page)
        self.assertIn('href="/cases/EHC-', page)
        policy = self.service.get("/measures", headers=cookie, token=False).headers["Content-Security-Policy"]
        self.assertIn("img-src data:", policy)
        self.expect(self.service.get("/measures?month=2026-13", headers=cookie, token=False), 400)
        self.expect(self.service.get("/measures", token=False), 303)  # sent to sign in
        figures = {one["measure"]: one for one in self.service.get(f"/api/v1/measures?month={month}").json["figures"]}
        self.assertEqual(page.count('class="app-measure"'), len(figures))
        for reference in figures["whereabouts-confirmed"]["failures"]:
            self.assertIn(f'href="/cases/{reference}"', page)

    def test_what_is_not_there(self):
        cookie = self.sign_in()
        self.expect(self.service.get("/cases/NOT-1", headers=cookie, token=False), 404)
        self.expect(self.service.get("/nowhere", headers=cookie, token=False), 404)


if __name__ == "__main__":
    unittest.main()
