"""The import as an operator sees it: ten thousand rows of which five hundred are bad, a run that is killed, hostile files."""
import copy
import csv
import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bench"))
import caseload as invented  # noqa: E402

PROGRAM = os.environ["EHCFLOW_PROGRAM"]
SOURCE = os.environ["EHCFLOW_SOURCE"]
CHILDREN = 1820  # with their plans, placements, reviews and contacts: 10,010 rows
BAD = 500
REASON = "refused because"


def cell(column, value):
    return lambda row, columns: row.__setitem__(columns.index(column), value)


def fewer(row, _):
    del row[-1]


def more(row, _):
    row.append("x")


def wrong_digit(column):
    def change(row, columns):
        number = row[columns.index(column)]
        row[columns.index(column)] = number[:-2] + str((int(number[-2]) + 1) % 10) + number[-1]
    return change


# File, what is done to a good row, and how the reason reads.
FAULTS = [
    ("children", cell("Surname", ""), '"Surname" is empty'),
    ("children", cell("Surname", "Two\nlines"), '"Surname" holds a line end'),
    ("children", cell("Surname", "Long" * 60), '"Surname" holds more than 200 bytes'),
    ("children", cell("DOB", "31/02/2015"), '"DOB" is no day that exists, written DD/MM/YYYY'),
    ("children", cell("DOB", "2015-02-03"), '"DOB" is no day that exists'),
    ("children", cell("DOB", "3/2/15"), '"DOB" is no day that exists'),
    ("children", cell("DOB", "01/01/2199"), '"DOB" is a day that has not come yet'),
    ("children", wrong_digit("UPN"), "the UPN's first letter does not fit"),
    ("children", cell("UPN", "=1+1"), '"UPN" is wrong: a UPN has 13 characters'),
    ("children", wrong_digit("NHS No"), "the NHS number's last digit does not fit|no NHS number begins with"),
    ("children", fewer, "10 cells where the header has 11 columns"),
    ("children", more, "12 cells where the header has 11 columns"),
    ("plans", cell("Final", "13/13/2023"), '"Final" is no day that exists'),
    ("plans", cell("Final", "01/01/2199"), '"Final" is a day that has not come yet'),
    ("plans", cell("Requested By", ""), 'with "Request Date" goes "Requested By", which is empty'),
    ("plans", cell("Requested By", "Q"), '"Requested By" is none of parent, young-person and setting'),
    ("plans", cell("Request Date", ""), '"Requested By" stands without its day in "Request Date"'),
    ("plans", cell("Request Date", "01/01/1999"), "holds a day before the child was born"),
    ("contacts", cell("Case Ref", "OLD-999999"), "no child has this reference"),
    ("placements", cell("Type", "Castle"), '"Type" is none of early-years'),
    ("placements", cell("URN", "12345"), "a school's URN has 6 digits"),
    ("placements", cell("School", ""), '"School" is empty'),
    ("reviews", cell("Outcome", ""), 'with "Decision" goes "Outcome", which is empty'),
    ("reviews", cell("Outcome", "perhaps"), '"Outcome" is none of maintain, amend and cease'),
    ("reviews", cell("Meeting", ""), "review-report-sent cannot have happened: .*SI 2014/1530.*could have happened: .*review-meeting-held"),
    ("contacts", cell("Notices", "perhaps"), '"Notices" is none of yes and no'),
    ("contacts", cell("Email", "at home"), '"Email" is no e-mail address'),
    ("contacts", cell("Relationship", "birth mother"), '"Relationship" is not 1 to 64 of'),
    ("contacts", cell("Confidential", ""), '"Confidential" is empty'),
]


class Import(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="ehcflow-import-")
        self.data = os.path.join(self.folder, "data")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_import(self, *arguments, expect):
        done = subprocess.run([PROGRAM, "import", self.data, "--mapping", self.path("mapping.json"), *arguments],
                              capture_output=True, text=True, timeout=500)
        self.assertEqual(done.returncode, expect, done.stdout[-2000:] + done.stderr[-2000:])
        return done.stdout if expect < 2 else done.stderr

    def verify(self):
        done = subprocess.run([PROGRAM, "verify", "--data", self.data], capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def refused(self, name):
        with open(self.path(f"out.{name}.csv"), encoding="utf-8-sig", newline="") as file:
            rows = [[re.sub("^'(?==)", "", cell) for cell in line] for line in csv.reader(file)]  # no formula comes to life
        self.assertEqual(rows[0], [REASON] + invented.COLUMNS[name])
        return rows[1:]

    def spoil(self, rows):
        """Spoils one row each of BAD children; answers with the bad rows, each with its reason and the good one."""
        bad = {name: {} for name in rows}
        dice = random.Random(7)
        chosen = dice.sample(range(CHILDREN), BAD)
        by_child = {name: {} for name in rows}
        for name, lines in rows.items():
            for line in lines:
                by_child[name].setdefault(line[0], line)
        for turn, child in enumerate(chosen):
            name, spoiling, reason = FAULTS[turn % len(FAULTS)]
            line = by_child[name][f"OLD-{child + 1:06d}"]
            good = list(line)
            spoiling(line, invented.COLUMNS[name])
            self.assertNotEqual(line, good)
            bad[name][tuple(line)] = (reason, good)
        good_children = [line for line in rows["children"] if int(line[0][4:]) - 1 not in chosen]
        return bad, good_children

    def test_ten_thousand_rows_of_which_five_hundred_are_bad(self):
        rows = invented.caseload(CHILDREN)
        whole = copy.deepcopy(rows)
        bad, good_children = self.spoil(rows)
        # And some who are there twice: under the same reference, by a number, by name and date of birth.
        twice = {tuple(line): reason for line, reason in [
            (good_children[0][:1] + ["Other", "Child", "01/02/2016", "", ""] + good_children[0][6:], "its reference stands already in row"),
            (["NEW-1", "Other", "Child", "01/02/2016", good_children[1][4]] + [""] * 6, f"may be the child of case {good_children[1][0]}, by UPN"),
            (["NEW-2", good_children[2][1].upper(), good_children[2][2].lower(), good_children[2][3]] + [""] * 7,
             f"may be the child of case {good_children[2][0]}, by name and date of birth"),
        ]}
        rows["children"] += [list(line) for line in twice]
        bad["children"].update({line: (reason, None) for line, reason in twice.items()})
        files = invented.write(self.folder, rows)

        rehearsed = self.run_import(*files, "--dry-run", "--refused", self.path("out.csv"), expect=1)
        self.assertFalse(os.path.exists(self.data))
        lists = {name: self.refused(name) for name in rows}
        said = self.run_import(*files, "--refused", self.path("out.csv"), expect=1)
        self.assertEqual(rehearsed.replace("a dry run, nothing is recorded", "recorded"), said)
        self.assertEqual(lists, {name: self.refused(name) for name in rows})

        waiting = set()
        for name in rows:
            refused = [line for line in lists[name] if not line[0].startswith("held back: row ")]
            self.assertEqual(sorted(tuple(line[1:]) for line in refused), sorted(bad[name]), name)
            for line in refused:
                self.assertRegex(line[0], bad[name][tuple(line[1:])][0])
                waiting.add(line[1])
            rest = {tuple(line[1:]) for line in lists[name]} - set(bad[name])
            for line in rest:
                waiting.add(line[0])
        self.assertEqual(sum(len(lines) for lines in bad.values()), BAD + len(twice))
        recorded = re.search(r"(\d+) cases, (\d+) events", self.verify())
        held = {line[0] for line in rows["children"]} & waiting
        self.assertEqual(int(recorded[1]), CHILDREN + 2 - len(held))  # two of the doubles have references of their own

        # Corrected and fed back, with the reasons still in them, everybody is there.
        for name in rows:
            corrected = []
            for line in lists[name]:
                _, good = bad[name].get(tuple(line[1:]), (None, line[1:]))
                if good is not None:
                    corrected.append([line[0]] + good)
            with open(self.path(f"again.{name}.csv"), "w", encoding="utf-8", newline="") as out:
                csv.writer(out).writerows([[REASON] + invented.COLUMNS[name]] + corrected)
        again = [self.path(f"again.{name}.csv") for name in rows]
        self.run_import(*again, expect=0)
        self.assertIn(f" {CHILDREN} cases", self.verify())

        # The corrected originals and the fed back files say nothing new.
        before = self.verify()
        originals = invented.write(self.folder, whole)
        self.assertIn("0 new children, 0 added to, 0 events: recorded", self.run_import(*originals, expect=0))
        self.assertIn("0 new children, 0 added to, 0 events: recorded", self.run_import(*again, expect=0))
        self.assertEqual(before, self.verify())

    def test_a_run_that_is_killed_at_any_moment_has_recorded_all_of_it_or_nothing(self):
        files = invented.write(self.folder, invented.caseload(600))
        command = [PROGRAM, "import", self.data, "--mapping", self.path("mapping.json"), *files]
        begun = time.monotonic()
        self.run_import(*files, expect=0)
        whole = time.monotonic() - begun
        dice, killed, counts = random.Random(11), 0, []
        for _ in range(16):
            shutil.rmtree(self.data)
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            while process.poll() is None and not os.path.exists(os.path.join(self.data, "ledger", "ledger.db-wal")):
                time.sleep(0.002)
            time.sleep(dice.random() * whole)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
            counts.append(int(re.search(r": (\d+) cases", self.verify())[1]))
        self.assertLessEqual(set(counts), {0, 600})
        self.assertGreater(killed, 3)
        self.run_import(*files, expect=0)
        self.assertIn(" 600 cases, ", self.verify())
        self.assertIn("0 new children, 0 added to, 0 events", self.run_import(*files, expect=0))

    def test_history_that_comes_later_is_added_to_the_child_once(self):
        rows = invented.caseload(3)
        files = dict(zip(rows, invented.write(self.folder, rows)))
        self.run_import(files["children"], files["plans"], expect=0)
        self.assertIn("0 new children, 3 added to, ", self.run_import(*files.values(), expect=0))
        self.assertIn("0 new children, 0 added to, 0 events", self.run_import(*files.values(), expect=0))
        # A review before the plan stood cannot have happened, and nothing of that child is added.
        rows["reviews"] = [["OLD-000001", "01/03/2020", "", "", ""]]
        rows["contacts"] = [["OLD-000001", "aunt", "Aunt", "Sample Aunt", "no", "yes", "", ""]]
        invented.write(self.folder, rows)
        said = self.run_import(*files.values(), expect=1)
        self.assertIn("0 new children, 0 added to, 0 events", said)
        self.assertIn("contacts.csv: 1 rows: 0 taken, 0 recorded already, 0 refused, 1 held back", said)

    def test_hostile_files_are_refused_whole_and_nothing_is_recorded(self):
        rows = invented.caseload(2)
        header = ",".join(invented.COLUMNS["children"])
        good = ",".join(['OLD-1', 'A', 'B', '01/02/2015'] + [""] * 7)
        cases = {
            "nul": (f"{header}\r\n{good}\0\r\n", "control character"),
            "endless": (f"{header}\r\n" + "x" * 5_000_000, "more than 64 KiB"),
            "quote": (f'{header}\r\n"{good}\r\n', "never closed"),
            "latin": ((f"{header}\r\n{good}".replace("A", "Zo\u00eb")).encode("cp1252"), "not UTF-8"),
            "wide": ("\ufeff" + header).encode("utf-16"),
            "empty": ("", "a column without a name"),
            "twice": (f"{header},UPN\r\n", "row 1, column 12: the column's name stands in another column too"),
            "unknown": (f"{header},Shoe Size\r\n{good},4\r\n", '"Shoe Size", which the mapping neither takes nor ignores'),
            "missing": (f"Case Ref,Forename\r\nOLD-1,A\r\n", 'has no column "Surname"'),
        }
        cases["wide"] = (cases["wide"], "is UTF-16")
        invented.write(self.folder, rows)
        for name, (text, reason) in cases.items():
            with open(self.path(f"children-{name}.csv"), "wb") as out:
                out.write(text if isinstance(text, bytes) else text.encode())
            said = self.run_import(self.path(f"children-{name}.csv"), self.path("plans.csv"), "--dry-run", expect=2)
            self.assertIn(reason, said, name)
            self.assertIn("nothing was recorded", said)
            self.assertNotIn("Traceback", said)
        self.assertFalse(os.path.exists(self.data))

    def test_calls_that_cannot_be_meant(self):
        files = invented.write(self.folder, invented.caseload(1))
        os.rename(files[0], self.path("caseload.csv"))
        self.assertIn("children=", self.run_import(self.path("caseload.csv"), expect=2))
        self.run_import("children=" + self.path("caseload.csv"), expect=0)
        self.assertIn("is read by this run", self.run_import(files[1], "--refused", files[1], expect=2))
        self.assertIn("two files have this name", self.run_import(files[1], files[1], expect=2))
        for mapping, reason in [("[]", "an object"), ("{", "not JSON"), ('{"days": "DD/MM/YY"}', '"days" has a year'),
                                ('{"encoding": "latin"}', "utf-8 or windows-1252"), ('{"childen": {}}', 'did you mean "children"'),
                                ('{"children": {"columns": {"dob": "DOB"}}}', 'have no field "dob"'),
                                ('{"children": {"columns": {"upn": "U", "uln": "U"}}}', "given to two fields"),
                                ('{"reviews": {"words": {"outcome": {"x": "maintained"}}}}', 'did you mean "maintain"'),
                                ('{"days": "YYYY-MM-DD", "days": "DD/MM/YYYY"}', "stands twice")]:
            with open(self.path("mapping.json"), "w", encoding="utf-8") as out:
                out.write(mapping)
            self.assertIn(reason, self.run_import(files[1], expect=2))

    def test_windows_1252_is_read_where_the_mapping_says_so(self):
        rows = invented.caseload(1)
        rows["children"][0][1:3] = ["Zo\u00eb", "O\u2019Brien\u2013\u0160"]
        mapping = dict(invented.MAPPING, encoding="windows-1252")
        files = invented.write(self.folder, rows, mapping)
        with open(files[0], encoding="utf-8", newline="") as file:
            text = file.read()
        with open(files[0], "w", encoding="cp1252", newline="") as out:
            out.write(text)
        self.run_import(files[0], expect=0)
        with sqlite3.connect(f"file:{self.data}/ledger/ledger.db?mode=ro", uri=True) as ledger:
            texts = [json.loads(body) for (body,) in ledger.execute("SELECT body FROM texts")]
        names = [[text["first_name"], text["last_name"]] for text in texts if "first_name" in text]
        self.assertEqual(names, [rows["children"][0][1:3]])

    def test_the_sample_caseload_comes_in_but_for_the_row_that_shows_a_refusal(self):
        folder = os.path.join(SOURCE, "tools", "demo", "caseload")
        shutil.copy(os.path.join(folder, "mapping.json"), self.folder)
        files = [os.path.join(folder, name + ".csv") for name in invented.COLUMNS]
        said = self.run_import(*files, "--refused", self.path("out.csv"), expect=1)
        self.assertIn("1 refused", said)
        self.assertIn("5 new children", said)


if __name__ == "__main__":
    unittest.main()
