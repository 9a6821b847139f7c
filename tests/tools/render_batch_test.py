"""ehcflow render --batch: one bad line is named and the rest are made; a batch that is killed goes on where it was."""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["EHCFLOW_PROGRAM"]
SOURCE = os.environ["EHCFLOW_SOURCE"]
TEMPLATE = os.path.join(SOURCE, "templates/letters/will_assess.fodt")
LETTER = os.path.join(SOURCE, "tools/demo/letters/will_assess.json")
LINES, BAD = 120, 58


def text_of(pdf):
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, text=True).stdout


class RenderBatch(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="ehcflow-batch-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.out = os.path.join(self.folder, "out")
        with open(LETTER, encoding="utf-8") as file:
            self.letter = json.dumps(json.load(file))
        self.write(bad=True)

    def write(self, bad):
        with open(os.path.join(self.folder, "data.ndjson"), "w", encoding="utf-8") as file:
            for line in range(1, LINES + 1):
                file.write("{}\n" if bad and line == BAD else self.letter.replace("EHC-0142", f"EHC-N{line}X") + "\n")

    def command(self, *more):
        return [PROGRAM, "render", TEMPLATE, "--batch", os.path.join(self.folder, "data.ndjson"), "-o", self.out,
                "--as", "pdf", "--jobs", "2", *more]

    def run_batch(self, *more):
        return subprocess.run(self.command(*more), capture_output=True, text=True, timeout=300, check=False)

    def pdfs(self):
        return sorted(name for name in os.listdir(self.out) if name.endswith(".pdf")) if os.path.isdir(self.out) else []

    def test_it_goes_on_after_a_kill_names_the_bad_line_and_makes_no_document_twice(self):
        for wanted in (20, 50):
            process = subprocess.Popen(self.command(), stderr=subprocess.DEVNULL)
            deadline = time.monotonic() + 200
            while len(self.pdfs()) < wanted and time.monotonic() < deadline:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
            process.wait()
        done = self.pdfs()
        self.assertGreaterEqual(len(done), 50)
        self.assertLess(len(done), LINES - 1)
        times = {name: os.stat(os.path.join(self.out, name)).st_mtime_ns for name in done}
        rest = self.run_batch()
        self.assertEqual(rest.returncode, 1, rest.stderr)
        self.assertEqual(re.findall(r"^line (\d+): ", rest.stderr, re.M)[:1], [str(BAD)])
        self.assertEqual(set(re.findall(r"^line (\d+): ", rest.stderr, re.M)), {str(BAD)})
        self.assertIn(f"{LINES} of {LINES} lines done", rest.stderr)
        self.assertEqual(self.pdfs(), [f"{line:05}.pdf" for line in range(1, LINES + 1) if line != BAD])
        again = [name for name in done if os.stat(os.path.join(self.out, name)).st_mtime_ns != times[name]]
        self.assertLessEqual(len(again), 4, "at most those that were in hand at the two kills")
        for line in (1, BAD - 1, BAD + 1, LINES):
            self.assertIn(f"EHC-N{line}X", text_of(os.path.join(self.out, f"{line:05}.pdf")))

        # The bad line mended: it alone is made, and one whose file is gone.
        self.write(bad=False)
        os.remove(os.path.join(self.out, "00007.pdf"))
        times = {name: os.stat(os.path.join(self.out, name)).st_mtime_ns for name in self.pdfs()}
        mended = self.run_batch()
        self.assertEqual(mended.returncode, 0, mended.stderr)
        self.assertEqual(len(self.pdfs()), LINES)
        for name, made in times.items():
            self.assertEqual(os.stat(os.path.join(self.out, name)).st_mtime_ns, made, name)

        # As drafts they are other documents.
        with open(os.path.join(self.folder, "data.ndjson"), encoding="utf-8") as file:
            first = file.readline()
        with open(os.path.join(self.folder, "data.ndjson"), "w", encoding="utf-8") as file:
            file.write(first)
        self.assertEqual(self.run_batch("--draft").returncode, 0)
        info = subprocess.run(["pdfinfo", os.path.join(self.out, "00001.pdf")], capture_output=True, text=True, check=True)
        self.assertRegex(info.stdout, r"Title: +DRAFT: ")

    def test_the_structure_of_a_letter_is_printed(self):
        letter = os.path.join(self.folder, "letter.pdf")
        subprocess.run([PROGRAM, "render", TEMPLATE, LETTER, "-o", letter], check=True, capture_output=True)
        shown = subprocess.run([PROGRAM, "pdf", letter], capture_output=True, text=True, check=False)
        self.assertEqual((shown.returncode, shown.stderr), (0, ""))
        for line in ("Language: en-GB", "Document", "  H1", "    LI", "Checked against 25 rules: all kept."):
            self.assertIn(line + "\n", shown.stdout)
        for bad in (b"", b"%PDF-1.7 and no more", pathlib.Path(letter).read_bytes()[:2000]):
            refused = subprocess.run([PROGRAM, "pdf", "-"], input=bad, capture_output=True, check=False)
            self.assertEqual(refused.returncode, 2, refused.stderr)
            self.assertTrue(refused.stderr)

    def test_a_draft_is_a_pdf(self):
        refused = subprocess.run([PROGRAM, "render", TEMPLATE, LETTER, "-o", self.out + ".odt", "--draft"],
                                 capture_output=True, text=True, check=False)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("--draft", refused.stderr)


if __name__ == "__main__":
    unittest.main()
