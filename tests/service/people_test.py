"""The people and places of cases: versions, parts, marks of what must not be disclosed, and the record as a whole."""
import json
import unittest

from running import ServiceTest, sample_cases


class People(ServiceTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.service.get("/health").json["today"]
        cls.case = sample_cases(cls.today)[0]
        cls.address = "/api/v1/cases/" + cls.case["reference"]
        assert cls.service.put_case(cls.case).status == 201

    def people(self, query=""):
        return {one["name"]: one for one in self.service.get(self.address + "/people" + query).json["people"]}

    def put(self, path, body, **more):
        return self.service.send("PUT", path, body, **more)

    def test_the_record_reads_as_it_was_given(self):
        self.assertEqual(self.service.get(self.address).json["record"], self.case["record"])
        self.assertEqual(self.service.put_case(self.case).status, 200)
        self.assertEqual(set(self.people()),
                         {"child", "setting", "officer"} | {one["id"] for one in self.case["record"]["family"]})

    def test_somebody_new_takes_part_and_changes(self):
        about = {"name": "Ines Fernhollow", "address": {"lines": ["1 Rush Lane"], "postcode": "ZZ9 1AA"},
                 "phone": "01632 960 001", "preferred_form": "large-print",
                 "consents": [{"to": "share with the school", "given_on": "2026-01-05"}], "do_not_disclose": ["address"]}
        person = "/api/v1/people/P-ines"
        made = self.put(person, {"expected_version": 0, "kind": "person", "about": about},
                        headers={"Idempotency-Key": "ines-1"})
        self.assertEqual((made.status, made.json), (201, {"version": 1}))
        again = self.put(person, {"expected_version": 0, "kind": "person", "about": about},
                         headers={"Idempotency-Key": "ines-1"})
        self.assertEqual((again.status, again.headers["Idempotent-Replay"]), (201, "true"))
        self.assertEqual(self.put(person, {"expected_version": 0, "kind": "person", "about": about}).status, 409)
        part = self.address + "/people/advocate"
        self.assertEqual(self.put(part, {"expected_revision": 0, "role": "representatives", "person": "P-ines",
                                         "part": {"relation": "advocate"}}).status, 201)
        self.assertEqual(self.people()["advocate"]["about"], about)
        told = self.people("?for=others")["advocate"]["about"]
        self.assertNotIn("address", told)
        self.assertEqual(told["withheld"], ["address"])
        self.assertEqual(told["phone"], about["phone"])
        about["phone"] = "01632 960 002"
        self.assertEqual(self.put(person, {"expected_version": 1, "kind": "person", "about": about}).json, {"version": 2})
        record = self.service.get(self.address).json["record"]
        self.assertEqual(record["representatives"], [{"id": "advocate", "relation": "advocate", **about}])
        self.assertEqual(self.service.get(person).json["cases"], [self.case["reference"]])
        versions = self.service.get(person + "/versions").json["versions"]
        self.assertEqual([one["about"]["phone"] for one in versions], ["01632 960 001", "01632 960 002"])
        self.assertEqual(self.put(part, {"expected_revision": 1, "role": "representatives", "person": None}).status, 200)
        self.assertNotIn("advocate", self.people())
        self.assertEqual(len(self.service.get(part + "/revisions").json["revisions"]), 2)

    def test_a_setting_and_an_officer_are_one_row_in_all_their_cases(self):
        def case_of(reference, setting, officer="Priya Fenn"):
            record = {**self.case["record"], "reference": reference, "setting": setting,
                      "officer": {"name": officer, "phone": "01632 960 811"}}
            self.assertEqual(self.put("/api/v1/cases/" + reference, {"record": record, "timeline": self.case["timeline"]}).status, 201)
            return {one["name"]: one for one in self.service.get(f"/api/v1/cases/{reference}/people").json["people"]}

        school = {"name": "Marram Rise School", "kind": "primary school", "email": "office@marram.example.org"}
        first, second = case_of("SH-1", school), case_of("SH-2", school)
        for role in ("setting", "officer"):
            self.assertEqual(first[role]["person"], second[role]["person"])
        self.assertNotEqual(first["child"]["person"], second["child"]["person"])
        of_school = "/api/v1/people/" + first["setting"]["person"]
        self.assertEqual(sorted(self.service.get(of_school).json["cases"]), ["SH-1", "SH-2"])
        # What is known of it changes for all its cases at once, whichever way it is said.
        read = lambda reference: self.service.get("/api/v1/cases/" + reference).json
        moved = {**school, "email": "head@marram.example.org"}
        self.assertEqual(self.put("/api/v1/cases/SH-1/record", {"expected_revision": 0, "record": {**read("SH-1")["record"], "setting": moved}}).status, 200)
        self.assertEqual(read("SH-2")["record"]["setting"], moved)
        # Another name is another school: it changes this case and no other.
        other = {**moved, "name": "Eel Brook Academy"}
        self.assertEqual(self.put("/api/v1/cases/SH-1/record", {"expected_revision": 1, "record": {**read("SH-1")["record"], "setting": other}}).status, 200)
        self.assertEqual(read("SH-1")["record"]["setting"], other)
        self.assertEqual(read("SH-2")["record"]["setting"], moved)
        self.assertEqual(self.service.get(of_school).json["cases"], ["SH-2"])
        # And a third case that says the same word for word means the same row.
        third = case_of("SH-3", other, "Tom Hale")
        self.assertEqual(self.service.get("/api/v1/people/" + third["setting"]["person"]).json["cases"], ["SH-1", "SH-3"])
        self.assertNotEqual(third["officer"]["person"], second["officer"]["person"])

    def test_the_record_is_revised_as_a_whole(self):
        case = sample_cases(self.today)[1]
        address = "/api/v1/cases/" + case["reference"]
        self.service.put_case(case)
        record = json.loads(json.dumps(case["record"]))
        record["family"][0]["phone"] = "01632 960 777"
        revised = self.put(address + "/record", {"expected_revision": 0, "record": record})
        self.assertEqual((revised.status, revised.json["revision"]), (200, 1))
        self.assertEqual(self.service.get(address).json["record"], record)
        people = self.service.get(address + "/people").json["people"]
        self.assertEqual({one["name"]: one["version"] for one in people if one["version"] > 1},
                         {record["family"][0]["id"]: 2})
        late = self.put(address + "/record", {"expected_revision": 0, "record": record})
        self.assertEqual((late.status, late.json["sequence"]), (409, 1))
        record["child"]["born"] = "2012-13-01"
        self.assertEqual(self.put(address + "/record", {"expected_revision": 1, "record": record}).status, 400)

    def test_what_cannot_be_is_refused(self):
        person = "/api/v1/people/P-nobody"
        for about in ({"address": "here"}, {"do_not_disclose": "yes"}, {"email_consent": "soon"}, [],
                      {"preferred_form": "opera"}, {"consents": [{"to": "x"}]}):
            answer = self.put(person, {"expected_version": 0, "kind": "person", "about": about})
            self.assertEqual(answer.status, 400, about)
        self.assertEqual(self.put(person, {"expected_version": 0, "kind": "dog", "about": {}}).status, 400)
        self.assertEqual(self.service.get(person).status, 404)
        self.assertEqual(self.service.get(person, token=False).status, 401)
        for body in ({"role": "family", "person": "P-nobody"}, {"role": "setting", "person": None},
                     {"role": "uncle", "person": "P-nobody"}):
            self.assertIn(self.put(self.address + "/people/aunt", {"expected_revision": 0, **body}).status, (400, 404))
        record = json.loads(json.dumps(self.case["record"]))
        record["family"].append(record["family"][0])
        case = dict(self.case, reference="SC-TWICE", record=dict(record, reference="SC-TWICE"))
        self.assertEqual(self.service.put_case(case).status, 400)


if __name__ == "__main__":
    unittest.main()
