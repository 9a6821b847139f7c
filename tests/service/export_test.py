"""A case as a bundle: whole for the Ombudsman, and without what one parent may not see of the other."""
import hashlib
import json
import os
import shutil
import subprocess
import sys
import unittest
import zipfile

from running import PROGRAM, ServiceTest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "reference"))
import bundle_reference  # noqa: E402

SECRETS = ["Daniel", "Testling,", "9 Eelcatcher Lane", "ZZ2 7QD", "zz27qd"]  # of the father, who must not be disclosed


class Export(ServiceTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        here = os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(here, "..", "..", "templates", "samples", "record.json"), encoding="utf-8") as file:
            record = json.load(file)
        events = [{"kind": "request-received", "on": "2026-01-12", "from": "parent"},
                  {"kind": "family-consulted", "on": "2026-01-20", "note": "Daniel rang: he has moved."},
                  {"kind": "considering-notified", "on": "2026-01-20", "by": "an officer"}]
        timeline = {"child": {"born": record["child"]["born"]}, "events": events}
        cls.service.put_case({"reference": record["reference"], "record": record, "timeline": timeline})
        made = cls.service.post("/api/v1/cases/EHC-0142/documents", {"kind": "will-assess", "sent_on": cls.today}).json["documents"]
        for letter in made:
            stands = cls.service.get("/api/v1/cases/EHC-0142").json["sequence"]
            for done in (cls.service.issue(letter, sequence=stands), cls.service.dispatch(letter, sequence=stands)):
                assert done.status == 200, done.bytes
        cls.letters = made
        # The mother's telephone and a reason of the record are corrected.
        case = cls.service.get("/api/v1/cases/EHC-0142").json
        record = case["record"]
        record["family"][0]["phone"] = "01632 960 999"
        record["assessment"]["reasons"][0]["answer"] = "This reads otherwise now."
        revised = cls.service.send("PUT", "/api/v1/cases/EHC-0142/record", {"expected_revision": case["revision"], "record": record})
        assert revised.status == 200, revised.bytes
        cls.service.get("/cases/EHC-0142")

    def export(self, name, *arguments, expect=0, case="EHC-0142"):
        out = os.path.join(self.folder, name)
        done = subprocess.run([PROGRAM, "export", os.path.join(self.folder, "data"), case, "-o", out, *arguments],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return out if expect == 0 else done.stderr

    def files(self, folder):
        found = {}
        for base, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(base, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
        return found

    def test_a_whole_bundle_has_everything_in_the_order_of_its_days_and_its_hashes_hold(self):
        files = self.files(self.export("whole"))
        index = json.loads(files["index.json"])
        self.assertTrue(index["complete"])
        self.assertEqual(index["left_out"], [])
        entries = index["entries"]
        self.assertEqual([entry["on"] for entry in entries], sorted(entry["on"] for entry in entries))
        case = self.service.get("/api/v1/cases/EHC-0142").json
        self.assertEqual([entry["event"] for entry in entries if entry["entry"] == "event"], [one["event"] for one in case["events"]])
        self.assertEqual(json.loads(files["record.json"]), case["record"])
        documents = [entry for entry in entries if entry["entry"] == "document"]
        self.assertEqual(sorted(entry["document"] for entry in documents), sorted(letter["document"] for letter in self.letters))
        for entry in documents:
            self.assertEqual(entry["state"], "dispatched")
            self.assertEqual([(step["step"], step.get("officer"), step.get("route")) for step in entry["steps"]],
                             [("approved", "helen-marsh", None), ("issued", None, None),
                              ("dispatched", "helen-marsh", "first-class")])
            for form, name in zip(("pdf", "odt"), entry["files"]):
                self.assertEqual(files[name], self.service.get(f"/api/v1/documents/{entry['document']}/{form}").bytes)
        listed = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
        self.assertEqual(set(listed), set(files) - {"SHA256SUMS"})
        for name, digest in listed.items():
            self.assertEqual(hashlib.sha256(files[name]).hexdigest(), digest)
        page = files["index.html"].decode()
        for said in ["Request received", "Nothing of the case was left out", "Earlier wording: mother", "token-holder: the case", "Daniel rang"]:
            self.assertTrue(said in page, said)
        for name in files:
            if name not in ("index.html", "SHA256SUMS"):
                self.assertIn(f'href="{name}"', page)
        duties = subprocess.run([PROGRAM, "due", os.path.join(self.folder, "whole", "timeline.json"), "--today", self.today],
                                capture_output=True, text=True, check=True).stdout
        self.assertEqual(json.loads(files["duties.json"]), json.loads(duties))
        self.assertEqual(os.stat(os.path.join(self.folder, "whole", "record.json")).st_mode & 0o077, 0)

    def test_for_the_mother_nothing_of_the_father_is_in_it(self):
        files = self.files(self.export("mother", "--for", "mother"))
        index = json.loads(files["index.json"])
        self.assertFalse(index["complete"])
        for name, bytes_ in files.items():
            text = bytes_.decode() if not name.endswith((".pdf", ".odt")) else self.text_of(name, bytes_)
            for secret in SECRETS:
                self.assertNotIn(secret.lower(), text.lower(), name)
        documents = {entry["to"]: entry for entry in index["entries"] if entry["entry"] == "document"}
        self.assertEqual(documents["father"]["left_out"], "it is addressed to somebody else")
        self.assertEqual(len(documents["mother"]["files"]), 2)
        record = json.loads(files["record.json"])
        mother, father = record["family"]
        self.assertEqual(mother["phone"], "01632 960 999")
        self.assertEqual(father, {"id": "father", **{name: "[left out]" for name in father if name != "id"}})
        self.assertEqual(record["child"]["first_name"], "Amara")
        self.assertIn("event 2, note", index["left_out"])
        self.assertIn("Left out are the particulars", files["index.html"].decode())
        self.assertIn("event 2, note", files["index.html"].decode())

    def test_for_the_father_the_mother_keeps_her_telephone_to_herself(self):
        files = self.files(self.export("father", "--for", "father"))
        mother, father = json.loads(files["record.json"])["family"]
        self.assertEqual((mother["name"], mother["phone"], mother["email"]), ("Ngozi Okafor", "[left out]", "[left out]"))
        self.assertEqual(father["address"]["postcode"], "ZZ2 7QD")
        self.assertIn("Daniel rang", files["timeline.json"].decode())

    def test_a_letter_that_speaks_of_the_hidden_parent_is_left_out_whole(self):
        case = self.service.get("/api/v1/cases/EHC-0142").json
        record = {**case["record"], "reference": "EHC-0143"}
        record["assessment"] = json.loads(json.dumps(record["assessment"]).replace("You told us that", "Daniel told us that", 1))
        timeline = {"child": {"born": record["child"]["born"]}, "events": [one["event"] for one in case["events"][:3]]}
        self.expect(self.service.put_case({"reference": "EHC-0143", "record": record, "timeline": timeline}), 201)
        self.expect(self.service.post("/api/v1/cases/EHC-0143/documents", {"kind": "will-assess", "sent_on": self.today, "to": "mother"}), 201)
        files = self.files(self.export("spoken", "--for", "mother", case="EHC-0143"))
        letter = next(entry for entry in json.loads(files["index.json"])["entries"] if entry["entry"] == "document")
        self.assertEqual(letter["left_out"], "it holds what must not be told to the reader")
        self.assertFalse(any(name.startswith("documents") for name in files))

    def test_who_looked_and_how_it_read_before_are_in_it_in_the_order_of_their_days(self):
        files = self.files(self.export("history"))
        index = json.loads(files["index.json"])
        looked = self.service.get("/api/v1/cases/EHC-0142/looks").json["looks"]
        self.assertGreater(len(looked), 3)
        self.assertEqual((looked[0]["who"], looked[0]["what"]), ("export", "export"), "the bundle itself is a look")
        self.assertEqual([(one["at"], one["who"]) for one in index["looked"]], [(one["at"], one["who"]) for one in reversed(looked[1:])])
        self.assertIn("the case", {one["what"] for one in index["looked"]})
        earlier = {entry["of"]: entry for entry in index["entries"] if entry["entry"] == "earlier-wording"}
        self.assertEqual(set(earlier), {"record", "mother"})
        self.assertEqual(json.loads(files[earlier["mother"]["files"][0]])["phone"], "01632 960 142")
        self.assertIn("Saltmere Primary School told us the same", files[earlier["record"]["files"][0]].decode())
        self.assertNotIn("This reads otherwise now.", files[earlier["record"]["files"][0]].decode())
        self.assertIn("This reads otherwise now.", files["record.json"].decode())

    def test_an_independent_reading_of_the_hashes_agrees_and_finds_what_was_changed(self):
        whole = self.export("checked")
        wrong, counts = bundle_reference.check(whole)
        self.assertEqual(wrong, [])
        index = json.loads(self.files(whole)["index.json"])
        self.assertEqual(counts["events"], sum(entry["entry"] == "event" for entry in index["entries"]))
        self.assertGreaterEqual(counts["texts"], counts["events"] + 5)
        self.assertEqual(counts["documents"], 2 * len(self.letters))
        verified = subprocess.run([PROGRAM, "verify", "--data", os.path.join(self.folder, "data")], capture_output=True, text=True, check=True).stdout
        head = json.loads(self.files(whole)["chain.json"])["head"]
        self.assertIn(head["hash"], verified)
        for name, args in (("mother", ["--for", "mother"]), ("father", ["--for", "father"])):
            redacted = self.export("checked-" + name, *args)
            self.assertEqual(bundle_reference.check(redacted)[0], [])

        def altered(change, and_sums=True):
            copy = os.path.join(self.folder, "altered")
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(whole, copy)
            change(copy)
            if and_sums:  # by somebody who knows to make the sums anew
                names = sorted(set(self.files(copy)) - {"SHA256SUMS"})
                with open(os.path.join(copy, "SHA256SUMS"), "w", encoding="ascii") as out:
                    for name in names:
                        with open(os.path.join(copy, name), "rb") as file:
                            out.write(hashlib.sha256(file.read()).hexdigest() + "  " + name + "\n")
            return bundle_reference.check(copy)[0]

        def in_json(name, edit):
            def change(copy):
                path = os.path.join(copy, name)
                with open(path, encoding="utf-8") as file:
                    value = json.load(file)
                edit(value)
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(value, file)
            return change

        first_event = next(i for i, link in enumerate(json.loads(self.files(whole)["chain.json"])["links"]) if link["kind"] == "event")
        document = next(entry for entry in index["entries"] if entry["entry"] == "document")["files"][0]

        def set_day(chain):
            chain["links"][first_event]["facts"][3] = "2026-01-05"

        def set_text(chain):
            text = chain["links"][first_event]["text"]
            text["body"] = text["body"].replace("parent", "school")

        def set_recorder(chain):
            chain["links"][0]["recorder"] = "somebody-else"

        def drop_event(chain):
            del chain["links"][first_event]

        def set_index(value):
            next(entry for entry in value["entries"] if entry["entry"] == "event")["event"]["from"] = "school"

        def drop_line(value):
            value["entries"] = [entry for entry in value["entries"] if entry.get("sequence") != 2]

        def other_document(copy):
            with open(os.path.join(copy, document), "ab") as file:
                file.write(b"\n")

        for edit in (set_day, set_text, set_recorder, drop_event):
            self.assertTrue(altered(in_json("chain.json", edit)), edit.__name__)
        for edit in (set_index, drop_line):
            self.assertTrue(altered(in_json("index.json", edit)), edit.__name__)
        self.assertIn("is another document", " ".join(altered(other_document)))
        self.assertIn("was changed", " ".join(altered(other_document, and_sums=False)))
        self.assertEqual(altered(lambda copy: None), [])

    def text_of(self, name, bytes_):
        path = os.path.join(self.folder, os.path.basename(name))
        with open(path, "wb") as out:
            out.write(bytes_)
        if name.endswith(".odt"):
            with zipfile.ZipFile(path) as package:
                return package.read("content.xml").decode() + package.read("styles.xml").decode()
        return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout

    def test_a_zip_holds_the_same_files(self):
        path = self.export("bundle.zip")
        with zipfile.ZipFile(path) as bundle:
            self.assertIsNone(bundle.testzip())
            self.assertIn("bundle/index.html", bundle.namelist())
            self.assertEqual(len(bundle.namelist()), len(self.files(self.export("beside"))))

    def test_what_cannot_be_exported_is_said_and_nothing_is_left_behind(self):
        before = sorted(os.listdir(self.folder))
        self.assertIn("No case has this reference", self.export("none", expect=1, case="EHC-9999"))
        self.assertIn("Nobody in the case's family", self.export("none", "--for", "uncle", expect=1))
        self.assertIn("1 to 64", self.export("none", expect=2, case="../x"))
        self.assertIn("is there already", self.export("data", expect=2))
        self.export("no/such/place/b.zip", expect=3)
        self.assertEqual(sorted(os.listdir(self.folder)), before)


if __name__ == "__main__":
    unittest.main()
