"""Mail and reminders over real SMTP: what they say and to whom, and what becomes of them when anything breaks."""
import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fakes"))
from running import Running  # noqa: E402
from smtp_receiver import SmtpReceiver  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = ["Amara", "Okafor", "Ngozi", "Daniel", "Testling", "Priya"]


def day(today, days):
    return (datetime.date.fromisoformat(today) + datetime.timedelta(days=days)).isoformat()


class Mailed(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="ehcflow-mail-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.receiver = SmtpReceiver()
        self.addCleanup(lambda: self.receiver.stop())
        with open(os.path.join(HERE, "..", "..", "templates", "samples", "record.json"), encoding="utf-8") as file:
            self.record = json.load(file)

    def settings(self, **more):
        return {"mail_host": "127.0.0.1", "mail_port": self.receiver.port, "mail_from": "sen@fenwich.example.org",
                "mail_tls": "off", "mail_pages": "https://ehc.fenwich.example.org", **more}

    def run_service(self, settings=None):
        service = Running(self.folder, self.settings() if settings is None else settings, wait_for_office=False)
        self.addCleanup(lambda: service.process.poll() is None and service.stop(signal.SIGKILL))
        self.today = service.get("/health").json["today"]
        return service

    def put_case(self, service, reference="EHC-0142", received=0, **more):
        record = {**self.record, "reference": reference, **more}
        timeline = {"child": {"born": record["child"]["born"]},
                    "events": [{"kind": "request-received", "on": day(self.today, received), "from": "parent"}]}
        answer = service.put_case({"reference": reference, "record": record, "timeline": timeline})
        self.assertIn(answer.status, (200, 201), answer.bytes)

    def append(self, service, *events, reference="EHC-0142"):
        stands = service.get("/api/v1/cases/" + reference).json["sequence"]
        answer = service.post(f"/api/v1/cases/{reference}/events", {"expected_sequence": stands, "events": list(events)})
        self.assertEqual(answer.status, 201, answer.bytes)

    def consulted(self):
        return {"kind": "family-consulted", "on": self.today, "note": "Amara Okafor-Testling's mother rang."}

    def jobs(self, service, state, kind="mail"):
        return [job for job in service.get("/api/v1/jobs?state=" + state).json["jobs"] if job["kind"] == kind]

    def wait(self, ask, timeout=60):
        deadline = time.monotonic() + timeout
        while not (found := ask()):
            self.assertLess(time.monotonic(), deadline, "it did not come")
            time.sleep(0.05)
        return found


class Letters(Mailed):
    """A letter that goes by e-mail: the step in law is recorded when the mail server has it, and not before."""
    def issued(self, service):
        self.wait(lambda: service.get("/health").status == 200)
        parent = {**next(one for one in self.record["family"] if one["receives_notices"]),
                  "email": "parent@example.org", "email_consent": day(self.today, -10)}
        self.put_case(service, family=[parent])
        made = service.post("/api/v1/cases/EHC-0142/documents",
                            {"kind": "will-assess", "sent_on": self.today, "route": "email"})
        self.assertEqual(made.status, 201, made.bytes)
        [letter] = made.json["documents"]
        issued = service.issue(letter)
        self.assertEqual(issued.status, 200, issued.bytes)
        return letter

    def kinds(self, service):
        return [one["event"]["kind"] for one in service.get("/api/v1/cases/EHC-0142").json["events"]]

    def test_is_recorded_as_sent_once_the_mail_server_has_it(self):
        service = self.run_service()
        letter = self.issued(service)
        shown = self.wait(lambda: (one := service.get(f"/api/v1/documents/{letter['document']}").json)["state"] == "served" and one)
        mail = next(one for one in self.receiver.mails if one.to == ["parent@example.org"])
        self.assertEqual((shown["route"], shown["dispatched_on"], shown["served_on"]), ("email", self.today, self.today))
        self.assertIn(mail.id, shown["steps"][-1]["note"])
        self.assertNotIn("officer", shown["steps"][-1])
        self.assertEqual(self.kinds(service)[-1], "assessment-agreed")
        [pdf] = [part for part in mail.message.walk() if part.get_content_type() == "application/pdf"]
        self.assertEqual(pdf.get_payload(decode=True), service.get(letter["pdf"]).bytes)
        for name in NAMES:
            self.assertNotIn(name, str(mail.message["Subject"]) + mail.text)

    def test_does_not_go_where_the_consent_was_taken_back_or_the_letter_was(self):
        for undo in ("consent", "letter"):
            with self.subTest(undo):
                self.receiver.stop()
                service = self.run_service()
                letter = self.issued(service)
                if undo == "consent":
                    here = service.get("/api/v1/cases/EHC-0142").json
                    del here["record"]["family"][0]["email_consent"]
                    done = service.send("PUT", "/api/v1/cases/EHC-0142/record",
                                        {"expected_revision": here["revision"], "record": here["record"]})
                else:
                    done = service.step(letter, "withdraw", 2, reason="It was wrong.")
                self.assertEqual(done.status, 200, done.bytes)
                self.receiver = SmtpReceiver()
                service.stop()
                service = self.run_service()
                for job in self.jobs(service, "waiting"):
                    self.wait(lambda: service.get("/api/v1/jobs/" + job["job"]).json["state"] in ("dead", "done")
                              or service.post(f"/api/v1/jobs/{job['job']}/retry", {}) and False)
                self.assertEqual([mail for mail in self.receiver.mails if mail.to == ["parent@example.org"]], [])
                self.assertNotIn("assessment-agreed", self.kinds(service))
                service.stop()
                shutil.rmtree(os.path.join(self.folder, "data"))


class Steps(Mailed):
    def test_an_officer_is_told_what_changed_and_what_is_wanted_and_no_name(self):
        service = self.run_service()
        self.put_case(service)
        self.append(service, self.consulted())
        self.assertTrue(self.receiver.wait_for(1))
        [mail] = self.receiver.mails
        self.assertEqual((mail.sender, mail.to), ("sen@fenwich.example.org", ["priya.fenn@fenwich.example.org"]))
        self.assertEqual(mail.message["Subject"], "EHC-0142: Family consulted")
        self.assertIn("Fenwich", mail.message["From"])
        self.assertIn("Family consulted, ", mail.text)
        self.assertIn("whether or not it will assess within 6 weeks", mail.text)
        self.assertIn("https://ehc.fenwich.example.org/cases/EHC-0142", mail.text)
        for name in NAMES:
            self.assertNotIn(name.encode(), mail.bytes.split(b"priya.fenn@fenwich.example.org", 1)[1], name)
        [done] = self.wait(lambda: self.jobs(service, "done"))
        self.assertEqual(mail.id, f"<{done['job']}@fenwich.example.org>")
        self.assertNotIn("priya", service.logged())

    def test_without_an_officers_address_the_team_is_told(self):
        service = self.run_service()
        self.put_case(service, officer={"name": "Priya Fenn"})
        self.append(service, self.consulted())
        self.assertTrue(self.receiver.wait_for(1))
        self.assertIn("@", self.receiver.mails[0].to[0])
        self.assertNotIn("priya", self.receiver.mails[0].to[0])

    def test_a_step_that_is_not_recorded_is_not_told(self):
        service = self.run_service()
        self.put_case(service)
        for expected, kind in ((0, "family-consulted"), (1, "no-such-kind")):
            refused = service.post("/api/v1/cases/EHC-0142/events",
                                   {"expected_sequence": expected, "events": [{"kind": kind, "on": self.today}]})
            self.assertGreaterEqual(refused.status, 400)
        self.append(service, self.consulted())
        self.assertTrue(self.receiver.wait_for(1))
        self.wait(lambda: self.jobs(service, "done"))
        self.assertEqual(len(self.receiver.mails), 1)

    def test_without_a_mail_server_nothing_is_asked_for(self):
        service = self.run_service({})
        self.put_case(service)
        self.append(service, self.consulted())
        for state in ("waiting", "leased", "done", "dead"):
            self.assertEqual(self.jobs(service, state), [])
        self.assertEqual(self.receiver.commands, [])

    def test_settings_that_cannot_be_are_refused(self):
        for wrong, said in [({"mail_from": "no address"}, "mail address"), ({"mail_from": "a@b\r\nBcc: c@d"}, "mail address"),
                            ({"mail_port": 0}, "1 to 65535"), ({"mail_tls": "maybe"}, "required"),
                            ({"mail_user": "us"}, "belong together"), ({"mail_host": ""}, "without spaces")]:
            with self.assertRaises(AssertionError) as refused:
                Running(self.folder, self.settings(**wrong))
            self.assertIn(said, str(refused.exception))
        with self.assertRaises(AssertionError) as refused:
            Running(self.folder, {"mail_host": "127.0.0.1"})
        self.assertIn("belong together", str(refused.exception))


class Breaks(Mailed):
    def sent_though(self, answers, reason):
        """What is put off for a reason goes when the reason is gone, with the same Message-ID."""
        service = self.run_service()
        self.put_case(service)
        self.receiver.answers = answers
        self.append(service, self.consulted())
        [job] = self.wait(lambda: [job for job in self.jobs(service, "waiting") if job.get("reason")])
        self.assertIn(reason, job["reason"])
        self.assertNotIn("@", job["reason"])
        self.assertNotIn("words", job["reason"])
        self.receiver.answers = {}
        before = len(self.receiver.mails)
        self.assertEqual(service.post(f"/api/v1/jobs/{job['job']}/retry", {}).status, 200)
        self.assertTrue(self.receiver.wait_for(before + 1))
        [done] = self.wait(lambda: self.jobs(service, "done"))
        self.assertEqual({mail.id for mail in self.receiver.mails}, {f"<{done['job']}@fenwich.example.org>"})
        return before

    def test_a_server_that_is_busy(self):
        self.assertEqual(self.sent_though({"RCPT": "451 words about priya@example.org"}, "refused the recipient (451)"), 0)

    def test_a_server_that_is_full_at_the_end(self):
        self.assertEqual(self.sent_though({"DATA.": "452 words"}, "refused the message (452)"), 0)

    def test_a_server_that_says_no_to_us(self):
        self.assertEqual(self.sent_though({"MAIL": "550 words"}, "refused the sender (550)"), 0)

    def test_a_line_that_breaks_before_the_message(self):
        self.assertEqual(self.sent_though({"DATA": None}, "refused the message"), 0)

    def test_a_line_that_breaks_after_the_message_leaves_it_open_and_doubles_that_one(self):
        self.assertEqual(self.sent_though({"DATA.": None}, "refused the message"), 1)

    def test_something_that_is_no_mail_server(self):
        self.assertEqual(self.sent_though({"CONNECT": "HTTP/1.1 400 words"}, "does not greet"), 0)

    def test_a_farewell_that_breaks_changes_nothing(self):
        service = self.run_service()
        self.receiver.answers = {"QUIT": None}
        self.put_case(service)
        self.append(service, self.consulted())
        self.wait(lambda: self.jobs(service, "done"))
        self.assertEqual(len(self.receiver.mails), 1)

    def test_an_address_that_is_refused_for_good_is_given_up_for_a_person_to_look_at(self):
        service = self.run_service()
        self.put_case(service)
        self.receiver.answers = {"RCPT": "550 5.1.1 priya.fenn unknown, words"}
        self.append(service, self.consulted())
        [dead] = self.wait(lambda: self.jobs(service, "dead"))
        self.assertEqual(dead["reason"], "the mail server refused the recipient (550)")
        self.receiver.answers = {}
        service.post(f"/api/v1/jobs/{dead['job']}/retry", {})
        self.assertTrue(self.receiver.wait_for(1))

    def test_no_server_at_all(self):
        self.receiver.stop()
        service = self.run_service()
        self.put_case(service)
        self.append(service, self.consulted())
        [job] = self.wait(lambda: [job for job in self.jobs(service, "waiting") if job.get("reason")])
        self.assertIn("cannot be reached", job["reason"])
        self.receiver = SmtpReceiver(port=self.receiver.port)
        service.post(f"/api/v1/jobs/{job['job']}/retry", {})
        self.assertTrue(self.receiver.wait_for(1))


class Killed(Mailed):
    def test_between_the_servers_yes_and_the_record_that_one_comes_twice_under_one_id_and_no_other(self):
        service = self.run_service()
        for number in range(6):
            self.put_case(service, f"EHC-{number}")
            self.append(service, self.consulted(), reference=f"EHC-{number}")
        self.assertTrue(self.receiver.wait_for(6))
        self.wait(lambda: len(self.jobs(service, "done")) == 6)
        for number in range(6, 9):
            self.put_case(service, f"EHC-{number}")
        self.receiver.hold.set()
        for number in range(6, 9):
            self.append(service, self.consulted(), reference=f"EHC-{number}")
        self.assertTrue(self.receiver.wait_for(7))  # it has the seventh and has not said so
        service.stop(signal.SIGKILL)
        self.receiver.hold.clear()
        service = self.run_service()
        self.wait(lambda: len(self.jobs(service, "done")) == 9)
        ids = [mail.id for mail in self.receiver.mails]
        self.assertEqual(len(set(ids)), 9)
        self.assertEqual([one for one in set(ids) if ids.count(one) > 1], [ids[6]])
        self.assertEqual(ids.count(ids[6]), 2)
        self.assertEqual({mail.message["Subject"] for mail in self.receiver.mails},
                         {f"EHC-{number}: Family consulted" for number in range(9)})

    def test_again_and_again_at_any_moment_none_is_lost(self):
        wanted = set()
        for round in range(8):
            service = self.run_service()
            for number in range(3):
                reference = f"EHC-{round}-{number}"
                self.put_case(service, reference)
                self.append(service, self.consulted(), reference=reference)
                wanted.add(f"{reference}: Family consulted")
            time.sleep(0.05 * round)
            service.stop(signal.SIGKILL)
        service = self.run_service()
        self.wait(lambda: len(self.jobs(service, "done")) == len(wanted))
        ids = [mail.id for mail in self.receiver.mails]
        self.assertEqual({mail.message["Subject"] for mail in self.receiver.mails}, wanted)
        self.assertEqual(len(set(ids)), len(wanted))
        self.assertLessEqual(len(ids), len(wanted) + 8)  # a crash leaves at most one open


class Reminders(Mailed):
    def subjects(self):
        return sorted(mail.message["Subject"] for mail in self.receiver.mails)

    def quiet(self, service):
        self.wait(lambda: not any(self.jobs(service, state, kind) for state in ("waiting", "leased") for kind in ("mail", "reminder")))

    def test_before_and_after_a_day_once_each_whatever_happens_to_the_service(self):
        service = self.run_service({})
        self.put_case(service, "EHC-soon", received=-40)   # the decision is due in two days
        self.put_case(service, "EHC-late", received=-52)   # and here it is overdue
        self.put_case(service, "EHC-calm", received=-7)
        service.stop()
        for _ in range(3):  # the day's look is cut short and begun again
            service = self.run_service()
            service.stop(signal.SIGKILL)
        service = self.run_service()
        self.assertTrue(self.wait(lambda: len(self.jobs(service, "done", "reminder")) >= 2))
        self.quiet(service)
        due, late = day(self.today, 2), day(self.today, -10)
        plain = lambda iso: datetime.date.fromisoformat(iso).strftime("%-d %B %Y")
        said = self.subjects()
        self.assertIn(f"EHC-soon: due on {plain(due)}", said)
        self.assertIn(f"EHC-late: overdue since {plain(late)}", said)
        self.assertFalse([one for one in said if "calm" in one])
        ids = [mail.id for mail in self.receiver.mails]
        self.assertLessEqual(len(ids) - len(set(ids)), 3)  # what a crash left open
        service.stop()
        service = self.run_service({})
        self.put_case(service, "EHC-next", received=-52)
        service.stop()
        service = self.run_service()
        self.wait(lambda: [one for one in self.subjects() if "EHC-next" in one])  # so the look of today was done again
        self.quiet(service)
        self.assertEqual({mail.id for mail in self.receiver.mails if "EHC-next" not in mail.message["Subject"]}, set(ids))
        for mail in self.receiver.mails:
            for name in NAMES:
                self.assertNotIn(name, mail.text)

    def test_what_was_done_meanwhile_is_not_reminded_of(self):
        service = self.run_service({})
        for reference in ("EHC-done", "EHC-open"):
            self.put_case(service, reference, received=-52)
        self.append(service, {"kind": "assessment-agreed", "on": self.today}, reference="EHC-done")
        service.stop()
        service = self.run_service()
        self.wait(lambda: [one for one in self.subjects() if one.startswith("EHC-open: overdue")])
        self.quiet(service)
        self.assertFalse([one for one in self.subjects() if "EHC-done" in one])


class Encrypted(Mailed):
    def certificate(self, name):
        base = os.path.join(self.folder, "certificate")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name,
                        "-addext", "subjectAltName=" + name, "-keyout", base + ".key", "-out", base + ".pem"],
                       check=True, capture_output=True)
        self.receiver.stop()
        self.receiver = SmtpReceiver((base + ".pem", base + ".key"), user=("us", "a secret"))
        with open(os.path.join(self.folder, "password"), "w", encoding="ascii") as file:
            file.write("a secret\n")
        return base + ".pem"

    def expect_nothing_over(self, service):
        self.put_case(service)
        self.append(service, self.consulted())
        [job] = self.wait(lambda: [job for job in self.jobs(service, "waiting") if job.get("reason")])
        self.assertIn("encrypted", job["reason"])
        self.assertNotIn("MAIL", self.receiver.commands)

    def test_nothing_goes_over_a_line_that_cannot_be_encrypted(self):
        service = self.run_service(self.settings(mail_tls="required"))
        self.expect_nothing_over(service)

    def test_nothing_goes_to_a_server_that_nobody_vouches_for(self):
        self.certificate("IP:127.0.0.1")
        service = self.run_service(self.settings(mail_tls="required"))
        self.expect_nothing_over(service)

    def test_nothing_goes_to_a_server_under_another_name(self):
        trusted = self.certificate("DNS:elsewhere.example.org")
        service = self.run_service(self.settings(mail_tls="required", mail_ca=trusted))
        self.expect_nothing_over(service)

    def test_a_server_that_is_vouched_for_is_signed_in_to_and_gets_it(self):
        trusted = self.certificate("DNS:localhost")
        settings = self.settings(mail_tls="required", mail_ca=trusted, mail_host="localhost", mail_user="us",
                                 mail_password_file="password")
        service = self.run_service(settings)
        self.put_case(service)
        self.append(service, self.consulted())
        self.assertTrue(self.receiver.wait_for(1), self.jobs(service, "waiting"))
        self.assertIn("STARTTLS", self.receiver.commands)
        self.assertIn("AUTH", self.receiver.commands)


if __name__ == "__main__":
    unittest.main()
