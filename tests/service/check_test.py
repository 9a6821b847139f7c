"""The number and the QR code on a paper, as somebody who holds it uses them: without a token, over real HTTP."""
import copy
import os
import re
import statistics
import subprocess
import tempfile
import time
import unittest

from running import ServiceTest, first_with


class Check(ServiceTest):
    made = 0

    def letters(self):
        """The letters of a case of its own."""
        case = copy.deepcopy(first_with(self.cases, "refusal"))
        Check.made += 1
        case["reference"] = case["record"]["reference"] = f"T-CHECK-{Check.made}"
        self.expect(self.service.put_case(case), 201)
        return "/api/v1/cases/" + case["reference"]

    def prepare(self, case):
        answer = self.service.post(case + "/documents", {"kind": "refuse-assess", "sent_on": self.today})
        return self.expect(answer, 201).json["documents"][0]

    def number_on(self, letter):
        pdf = self.service.get(letter["pdf"]).bytes
        text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
        numbers = set(re.findall(r"Check number ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})", text))
        self.assertEqual(len(numbers), 1, text[-500:])
        return numbers.pop()

    def says(self, number):
        answer = self.service.get("/check/" + number, token=False)
        self.assertEqual(answer.status, 200, answer.bytes)
        return re.search(r"This paper is ([a-z ]+)<", answer.bytes.decode()).group(1)

    def test_the_code_on_the_page_leads_to_the_answer(self):
        letter = self.prepare(self.letters())
        number = self.number_on(letter)
        with tempfile.TemporaryDirectory() as folder:
            pdf = os.path.join(folder, "letter.pdf")
            with open(pdf, "wb") as file:
                file.write(self.service.get(letter["pdf"]).bytes)
            subprocess.run(["pdftoppm", "-r", "150", "-png", pdf, os.path.join(folder, "page")], check=True)
            pages = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".png"))
            seen = subprocess.run(["zbarimg", "--quiet", "--raw", *pages], capture_output=True, text=True, check=False).stdout
        self.assertEqual(seen.split(), ["https://ehc.fenwich.example.org/check/" + number])
        self.assertEqual(letter["way"], "notify")  # it stands in no place that the printer keeps for itself
        self.assertEqual([one["code"] for one in letter["findings"] if "pdf" in one["place"].lower()], [])
        for form in ("text", "html"):
            self.assertIn(number, self.service.get(letter[form]).bytes.decode())

    def test_says_current_from_the_issue_until_it_is_superseded_or_withdrawn(self):
        case = self.letters()
        first = self.prepare(case)
        number = self.number_on(first)
        self.assertEqual(self.says(number), "not current")  # a draft
        self.expect(self.service.issue(first), 200)
        self.assertEqual(self.says(number), "current")
        for typed in (number.lower(), number.replace("-", ""), number.replace("0", "o").replace("1", "i")):
            self.assertEqual(self.says(typed), "current")
        asked = self.service.get("/check?number=" + number.replace("-", "+"), token=False)
        self.assertIn("This paper is current", asked.bytes.decode())
        second = self.prepare(case)
        self.assertEqual(self.says(number), "current")  # the next one is only prepared
        self.expect(self.service.issue(second), 200)
        self.assertEqual(self.says(number), "not current")
        other = self.number_on(second)
        self.assertNotEqual(other, number)
        self.assertEqual(self.says(other), "current")
        self.expect(self.service.step(second, "withdraw", 2, reason="It was wrong."), 200)
        self.assertEqual(self.says(other), "not current")
        self.assertEqual(self.says(number), "current")

    def test_tells_a_number_that_no_paper_has_from_none(self):
        letter = self.prepare(self.letters())
        unknown, draft = "0000-0000-0000", self.number_on(letter)
        pages = {number: self.service.get("/check/" + number, token=False) for number in (unknown, draft)}
        self.assertEqual(pages[unknown].bytes, pages[draft].bytes)
        self.assertEqual(sorted(name for name in pages[unknown].headers), sorted(name for name in pages[draft].headers))
        for forged in ("D-" + "0" * 32, letter["document"], letter["case"], "x", "0000-0000-000U", "A" * 64):
            self.assertEqual(self.service.get("/check/" + forged, token=False).bytes, pages[unknown].bytes, forged)
        self.expect(self.service.get("/check/" + "A" * 65, token=False), 404)
        self.expect(self.service.get("/check/a%00b", token=False), 404)
        self.assertIn("Check number", self.service.get("/check", token=False).bytes.decode())
        time.sleep(5)  # the throttle has room again
        took = {unknown: [], draft: []}
        for _ in range(10):
            for number, times in took.items():
                begun = time.monotonic()
                self.says(number)
                times.append(time.monotonic() - begun)
        ratio = statistics.median(took[draft]) / statistics.median(took[unknown])
        self.assertTrue(0.7 < ratio < 1.4, took)
        self.assertNotIn(draft, self.service.logged())

    def test_holds_back_whoever_tries_one_number_after_another(self):
        time.sleep(6)  # what other tests asked does not count
        answers = [self.service.get(f"/check/0000-0000-{n:04d}", token=False) for n in range(200)]
        refused = [answer for answer in answers if answer.status == 429]
        self.assertTrue(refused, "nothing was held back")
        self.assertEqual(refused[0].headers["Retry-After"], "5")
        self.assertEqual({answer.status for answer in answers}, {200, 429})
        time.sleep(2)
        self.assertEqual(self.service.get("/check/0000-0000-0000", token=False).status, 200)
        # It is a wall before this page alone.
        self.assertEqual(self.service.get("/api/v1/cases").status, 200)


if __name__ == "__main__":
    unittest.main()
