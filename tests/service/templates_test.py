"""An officer's own version of a letter: saved by LibreOffice, uploaded, tried, approved, used, withdrawn, and made again."""
import base64
import copy
import datetime
import http.client
import io
import json
import os
import subprocess
import tempfile
import unittest
import zipfile

from running import PROGRAM, Answer, Running, ServiceTest, first_with
from documents_test import text_of

ADDRESS = "/api/v1/templates/"
WAS = "You do not need to do anything to make this happen."
NEW = "There is nothing that you must do now."


def saved_by_the_office(files, kind="odt"):
    """Loads and stores each file as LibreOffice does for whoever presses Save."""
    with tempfile.TemporaryDirectory(prefix="ehcflow-officer-") as folder:
        names = []
        for name, data in files.items():
            names.append(os.path.join(folder, name))
            with open(names[-1], "wb") as file:
                file.write(data)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
                        "--outdir", os.path.join(folder, "saved"), *names], check=True, capture_output=True, timeout=120)
        saved = []
        for name in names:
            with open(os.path.join(folder, "saved", os.path.splitext(os.path.basename(name))[0] + "." + kind), "rb") as file:
                saved.append(file.read())
        return saved


def package_with(odt, change):
    """The package with its content.xml changed; `change` may add entries of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(odt)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "content.xml":
                data = change(data.decode()).encode()
            new.writestr(entry.filename, data, zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def replaced(was, now):
    def change(xml):
        assert was in xml, was
        return xml.replace(was, now, 1)
    return change


def body(data, **more):
    return {"file": base64.b64encode(data).decode(), **more}


class TemplatesTest(ServiceTest):
    def shipped(self, notice):
        return self.expect(self.service.get(ADDRESS + notice + "/versions/0/file"), 200).bytes

    def upload(self, notice, data, by="Helen Marsh", why="A plainer sentence."):
        return self.service.post(ADDRESS + notice + "/versions", body(data, by=by, why=why))

    def check(self, notice, data):
        return self.expect(self.service.post(ADDRESS + notice + "/check", body(data)), 200).json["findings"]

    def approve(self, version, by="Priya Fenn", from_day=None):
        return self.service.post(version["file"][:-len("file")] + "approve", {"by": by, "from": from_day or self.today})

    def approved(self, notice, data, from_day=None):
        version = self.expect(self.upload(notice, data), 201).json
        tried = self.expect(self.service.post(version["file"][:-len("file")] + "try", {"by": "Helen Marsh"}), 200).json
        self.assertTrue(tried["tried"]["passed"], tried["tried"])
        return self.expect(self.approve(version, from_day=from_day), 200).json

    def case(self, says, reference):
        case = copy.deepcopy(first_with(self.cases, says))
        case["reference"] = case["record"]["reference"] = reference
        self.expect(self.service.put_case(case), 201)
        return f"/api/v1/cases/{reference}/documents"

    def prepare(self, path, kind, sent_on=None):
        answer = self.service.post(path, {"kind": kind, "sent_on": sent_on or self.today})
        letter = self.expect(answer, 201).json["documents"][0]
        self.assertEqual([], [one for one in letter["findings"] if one["severity"] == "error"])
        return letter

    def verified(self):
        return subprocess.run([PROGRAM, "verify", "--data", os.path.join(self.folder, "data")], capture_output=True, text=True)


class LifeOfAVersion(TemplatesTest):
    def test_from_the_officers_desk_to_the_post_and_back(self):
        notice = "will-assess"
        [odt] = saved_by_the_office({"letter.fodt": self.shipped(notice)})
        [odt] = saved_by_the_office({"letter.odt": package_with(odt, replaced(WAS, NEW))})
        path = self.case("assessment", "T-VERSION")
        before = self.prepare(path, notice)
        self.assertIn(WAS, text_of(self.service.get(before["pdf"]).bytes))

        uploaded = self.expect(self.upload(notice, odt), 201).json
        self.assertEqual((uploaded["version"], uploaded["state"], uploaded["uploaded"]["by"]), (1, "uploaded", "Helen Marsh"))
        self.assertEqual(self.service.get(uploaded["file"]).bytes, odt)
        step = uploaded["file"][:-len("file")]
        self.expect(self.approve(uploaded), 409, "not-tried")
        tried = self.expect(self.service.post(step + "try", {"by": "Helen Marsh"}), 200).json["tried"]
        self.assertTrue(tried["passed"], tried)
        self.assertGreaterEqual(len(tried["letters"]), 4)
        for letter in tried["letters"]:
            self.assertGreater(letter["pages"], 1)
        sample = self.expect(self.service.get(step + "samples/young-person"), 200)
        self.assertIn(NEW, text_of(sample.bytes))
        self.expect(self.service.get(step + "samples/nobody"), 404, "unknown-template")

        # Not approved: nobody is written to with it.
        self.assertIn(WAS, text_of(self.service.get(self.prepare(path, notice)["pdf"]).bytes))
        self.expect(self.approve(uploaded, by=" helen  MARSH "), 409, "same-person")
        self.expect(self.approve(uploaded, by=" "), 400)
        self.expect(self.approve(uploaded, from_day="2020-01-01"), 400)
        self.assertEqual(self.expect(self.approve(uploaded), 200).json["state"], "in-force")
        self.expect(self.approve(uploaded), 409, "approved-already")

        letter = self.prepare(path, notice)
        text = text_of(self.service.get(letter["pdf"]).bytes)
        self.assertIn(NEW, text)
        self.assertNotIn(WAS, text)
        self.assertEqual(letter["way"], before["way"])
        self.assertEqual((before["template"], letter["template"]), ("letters.will_assess.fodt", "will-assess.version-1"))
        self.expect(self.service.issue(letter), 200)
        for one in (before, letter):
            stored = self.expect(self.service.get(one["odt"]), 200).bytes
            self.assertEqual(self.expect(self.service.get(one["odt"] + "?made=anew"), 200).bytes, stored)
        for form in ("text", "html", "large-print-odt"):
            self.expect(self.service.get(letter[form]), 200)
        self.assertIn(NEW, self.service.get(letter["text"]).bytes.decode())

        # Another from tomorrow: today's letters are of the first, and so is what the first made when the second is there.
        tomorrow = str(datetime.date.fromisoformat(self.today) + datetime.timedelta(days=1))
        later = self.approved(notice, package_with(odt, replaced(NEW, "You need do nothing.")), from_day=tomorrow)
        self.assertEqual((later["version"], later["state"]), (2, "approved"))
        path = self.case("assessment", "T-VERSION-2")
        self.assertIn(NEW, text_of(self.service.get(self.prepare(path, notice)["pdf"]).bytes))
        self.assertIn("You need do nothing.", text_of(self.service.get(self.prepare(path, notice, tomorrow)["pdf"]).bytes))

        # Withdrawn: what was prepared is not issued, what was issued stands, and the one before takes its place.
        prepared = self.prepare(path, notice)
        withdrawn = self.expect(self.service.post(step + "withdraw", {"by": "Priya Fenn", "why": "It misleads."}), 200).json
        self.assertEqual((withdrawn["state"], withdrawn["withdrawn"]["why"]), ("withdrawn", "It misleads."))
        self.expect(self.service.post(step + "withdraw", {"by": "Priya Fenn", "why": "It misleads."}), 409, "withdrawn")
        self.expect(self.service.issue(prepared), 422, "unfit")
        self.assertIn(WAS, text_of(self.service.get(self.prepare(path, notice)["pdf"]).bytes))

        listed = subprocess.run([PROGRAM, "template", "versions", "--data", os.path.join(self.folder, "data"), "--format", "json"],
                                check=True, capture_output=True)  # beside the running service
        self.assertEqual([(one["notice"], one["state"], one["approved"]["by"]) for one in json.loads(listed.stdout)["versions"]
                          if one["notice"] == notice],
                         [(notice, "withdrawn", "Priya Fenn"), (notice, "approved", "Priya Fenn")])

        # All of it is in the chain, and a service that starts again knows it.
        self.assertEqual(self.service.stop(), 0)
        verified = self.verified()
        self.assertEqual(verified.returncode, 0, verified.stderr)
        type(self).service = Running(self.folder)
        history = self.expect(self.service.get(ADDRESS + notice), 200).json
        self.assertEqual([one["state"] for one in history["versions"]], ["withdrawn", "approved"])
        self.assertEqual(history["in_force"], 0)
        self.assertEqual(self.service.get(uploaded["file"]).bytes, odt)
        self.assertEqual(self.service.get(letter["odt"] + "?made=anew").bytes, self.service.get(letter["odt"]).bytes)

    def test_a_repeated_upload_is_one(self):
        ask = body(self.shipped("holding"), by="Helen Marsh", why="As it was.")
        first = self.service.post(ADDRESS + "holding/versions", ask, headers={"Idempotency-Key": "upload-1"})
        again = self.service.post(ADDRESS + "holding/versions", ask, headers={"Idempotency-Key": "upload-1"})
        self.assertEqual(self.expect(first, 201).bytes, self.expect(again, 201).bytes)
        self.assertEqual(len(self.service.get(ADDRESS + "holding").json["versions"]), 1)

    def test_every_letter_that_came_with_the_program_passes_what_an_officers_must(self):
        listed = self.expect(self.service.get("/api/v1/templates"), 200).json["templates"]
        self.assertGreater(len(listed), 30)
        for one in listed:
            with self.subTest(one["notice"]):
                errors = [finding for finding in self.check(one["notice"], self.shipped(one["notice"]))
                          if finding["severity"] == "error"]
                self.assertEqual(errors, [])
                self.assertEqual((one["in_force"] == 0) or one["versions"] > 0, True)


class Broken(TemplatesTest):
    def test_in_five_places_all_are_said_at_once_and_stand_in_the_copy(self):
        [odt] = saved_by_the_office({"letter.fodt": self.shipped("refuse-assess")})

        def break_it(xml):
            for was, now in (("{{child.full_name}}", "{{child.ful_name}}"), ("{{/each}}", ""),
                             ("| date:", "| dat:"), ("{{&gt; appeal}}", ""), ("{{point}}", "{{point}} {{#if")):
                xml = replaced(was, now)(xml)
            return xml
        broken = package_with(odt, break_it)
        findings = self.check("refuse-assess", broken)
        codes = [finding["code"] for finding in findings]
        self.assertEqual(sorted(codes), ["mandatory-text-missing", "unclosed-block", "unclosed-tag", "unknown-field",
                                         "unknown-formatter"])
        for finding in findings:
            self.assertTrue(finding["place"] and finding["what"] and finding["mend"], finding)
        passage = findings[codes.index("mandatory-text-missing")]
        self.assertIn("right to appeal", passage["place"].lower())
        self.assertIn("{{> appeal}}", passage["mend"])
        refused = self.expect(self.upload("refuse-assess", broken), 422, "template-refused").json
        self.assertEqual(refused["findings"], findings)
        self.assertEqual(self.service.get(ADDRESS + "refuse-assess").json["versions"], [])

        copy_of = self.expect(self.service.post(ADDRESS + "refuse-assess/annotated", body(broken)), 200)
        self.assertEqual(copy_of.headers["Content-Type"], "application/vnd.oasis.opendocument.text")
        [opened] = saved_by_the_office({"copy.odt": copy_of.bytes}, "fodt")
        opened = opened.decode()
        self.assertEqual(opened.count("<office:annotation "), len(findings))
        for said in ("child.full_name", "No formatter is called", "that the law requires"):
            self.assertIn(said, opened)
        # Mended in the copy, comments and all, it is taken.
        mended = package_with(copy_of.bytes, lambda xml: xml.replace("{{child.ful_name}}", "{{child.full_name}}"))
        self.assertLess(len(self.check("refuse-assess", mended)), len(findings))

    def test_a_field_that_no_letter_is_given_is_refused_even_where_it_may_be_absent(self):
        odt = self.shipped("will-assess").decode()
        for tag in ("{{child.shoe_size}}", "{{child.shoe_size?}}", "{{#if child.shoe_size}}x{{/if}}"):
            with self.subTest(tag):
                findings = self.check("will-assess", odt.replace(WAS, WAS + " " + tag).encode())
                self.assertIn("unknown-field", [finding["code"] for finding in findings])

    def test_no_statutory_passage_can_be_left_out_or_reworded(self):
        odt = self.shipped("refuse-assess").decode()
        blocks = [name for name in ("appeal", "mediation", "disagreement_resolution", "information_advice")
                  if "{{&gt; " + name + "}}" in odt]
        self.assertGreater(len(blocks), 2)
        for name in blocks:
            with self.subTest(name):
                without = odt.replace("{{&gt; " + name + "}}", "Nothing.")
                refused = self.expect(self.upload("refuse-assess", without.encode()), 422, "template-refused").json
                self.assertIn("mandatory-text-missing", [finding["code"] for finding in refused["findings"]])


class HostileUploads(TemplatesTest):
    def too_large(self, size):
        """Answered before the most of it has come: a service must not read what it will not keep."""
        connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=60)
        try:
            connection.putrequest("POST", ADDRESS + "holding/versions")
            for name, value in (("Authorization", "Bearer " + self.service.token), ("Content-Type", "application/json"),
                                ("Content-Length", str(size))):
                connection.putheader(name, value)
            connection.endheaders(b"x" * 1000)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def test_each_is_refused_with_the_reason_and_nothing_is_kept(self):
        [odt] = saved_by_the_office({"letter.fodt": self.shipped("holding")})

        def package(*entries):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as new:
                for name, data in entries:
                    new.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
            return out.getvalue()

        def also(*entries):
            with zipfile.ZipFile(io.BytesIO(odt)) as old:
                return package(*((entry.filename, old.read(entry)) for entry in old.infolist()), *entries)
        kind = ("mimetype", "application/vnd.oasis.opendocument.text")
        hostile = {
            "empty": (b"", ""),
            "words": (b"Dear parent", ""),
            "a PDF": (b"%PDF-1.7\n%\xff\xff", ""),
            "a sheet": (package(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")), ""),
            "a Word file": (package(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")), ""),
            "no content": (package(kind), ""),
            "cut": (odt[:len(odt) // 2], ""),
            "a bomb": (package(kind, ("content.xml", b"<a>" + b" " * (100 << 20) + b"</a>")), ""),
            "names that lead out": (also(("../../etc/cron.d/x", "x")), ""),
            "macros": (also(("Basic/Standard/Module1.xml", "<a/>")), "macro"),
            "a script": (package_with(odt, replaced("</text:p>", '<text:script script:language="JavaScript">x</text:script></text:p>')),
                         "script"),
            "what runs when it is opened": (package_with(odt, replaced("<office:body>",
                '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
                'script:event-name="dom:load" xlink:href="vnd.sun.star.script:a.b?language=Basic&amp;location=document"/>'
                '</office:event-listeners></office:scripts><office:body>')), ""),
            "a picture from elsewhere": (package_with(odt, replaced("</text:p>",
                '<draw:frame svg:width="1cm" svg:height="1cm"><draw:image xlink:href="https://example.org/a.png"/></draw:frame>'
                '</text:p>')), "link-out"),
            "entities": (self.shipped("holding").replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "b">]>', 1), ""),
            "many entries": (also(*((f"Pictures/{i}.png", "") for i in range(3000))), ""),
        }
        for name, (data, code) in hostile.items():
            with self.subTest(name):
                refused = self.expect(self.upload("holding", data), 422, "template-refused").json
                for finding in refused["findings"]:
                    self.assertTrue(finding["what"] and finding["mend"], finding)
                if code:
                    self.assertIn(code, [finding["code"] for finding in refused["findings"]])
                self.assertIn(self.service.post(ADDRESS + "holding/annotated", body(data)).status, (200, 422))
        self.expect(self.too_large(50 << 20), 413, "too-large")
        self.expect(self.service.post(ADDRESS + "holding/versions", {"file": "***", "by": "A", "why": "b"}), 400)
        self.expect(self.service.post(ADDRESS + "holding/versions", {"file": 7, "by": "A", "why": "b"}), 400)
        self.expect(self.upload("holding", odt, by=""), 400)
        self.expect(self.upload("nothing", odt), 404, "unknown-template")
        for path in ("holding/versions/1", "holding/versions/99/file", "holding/versions/x/file",
                     "holding/versions/99999999999999999999/file", "nothing"):
            self.expect(self.service.get(ADDRESS + path), 404, "unknown-template")
        self.expect(self.service.get(ADDRESS + "holding", token=False), 401)
        self.assertEqual(self.service.get(ADDRESS + "holding").json["versions"], [])
        self.assertNotIn("Helen", self.service.logged())
        self.assertEqual(self.service.get("/health").status, 200)


if __name__ == "__main__":
    unittest.main()
