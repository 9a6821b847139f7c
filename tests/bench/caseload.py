"""An invented caseload in five CSV files, as another system might give it out, for tests and measurements.

usage: caseload.py FOLDER CHILDREN        writes mapping.json and the five files
"""
import csv
import datetime
import json
import os
import random
import sys

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
FIRST = ["Amina", "Bronwen", "Caleb", "Dilys", "Efua", "Finlay", "Gwilym", "Hari", "Imani", "Jonah", "Kofi", "Leif", "Milo", "Noor", "Odette", "Zoë"]
LAST = ["Fenwhistle", "Marrowby", "Quillfeather", "Plumrigg", "Duskerley", "Candlewicke", "O'Mossing-Tide", "Łanternby", "Osierfield", "Bittermere"]
COLUMNS = {
    "children": ["Case Ref", "Forename", "Surname", "DOB", "UPN", "NHS No", "Address 1", "Address 2", "Postcode", "Case Worker", "Notes"],
    "plans": ["Case Ref", "Request Date", "Requested By", "Agreed", "Draft", "Final"],
    "placements": ["Case Ref", "Start", "End", "School", "Type", "URN"],
    "reviews": ["Case Ref", "Meeting", "Report", "Decision", "Outcome"],
    "contacts": ["Case Ref", "Relationship", "Name", "Notices", "Confidential", "Telephone", "Email"],
}
MAPPING = {
    "days": "DD/MM/YYYY",
    "children": {
        "columns": {"reference": "Case Ref", "first_name": "Forename", "last_name": "Surname", "born": "DOB", "upn": "UPN",
                    "nhs_number": "NHS No", "address_1": "Address 1", "address_2": "Address 2", "postcode": "Postcode",
                    "officer_name": "Case Worker"},
        "ignore": ["Notes"],
    },
    "plans": {
        "columns": {"reference": "Case Ref", "requested_on": "Request Date", "requested_by": "Requested By",
                    "assessment_agreed_on": "Agreed", "draft_sent_on": "Draft", "finalised_on": "Final"},
        "words": {"requested_by": {"P": "parent", "S": "setting"}},
    },
    "placements": {
        "columns": {"reference": "Case Ref", "started_on": "Start", "ended_on": "End", "setting_name": "School",
                    "setting_phase": "Type", "setting_urn": "URN"},
        "words": {"setting_phase": {"Mainstream primary": "primary", "Mainstream secondary": "secondary", "Special school": "special"}},
    },
    "reviews": {
        "columns": {"reference": "Case Ref", "held_on": "Meeting", "report_sent_on": "Report", "decided_on": "Decision", "outcome": "Outcome"},
        "words": {"outcome": {"No change": "maintain"}},
    },
    "contacts": {
        "columns": {"reference": "Case Ref", "contact": "Relationship", "relation": "Relation", "name": "Name",
                    "receives_notices": "Notices", "do_not_disclose": "Confidential", "phone": "Telephone", "email": "Email"},
    },
}
COLUMNS["contacts"].insert(2, "Relation")


def upn(number):
    digits = f"{number:011d}"
    total = sum(int(d) * w for d, w in zip(digits, range(2, 13)))
    return LETTERS[(total + 13 * 7) % 23] + digits + "7"


def nhs_number(number):
    while True:
        digits = f"{number:09d}"
        check = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1))) % 11
        if check != 10:
            return f"{digits[:3]} {digits[3:6]} {digits[6:]}{check % 11}"
        number += 1


def shown(day):
    return day.strftime("%d/%m/%Y")


def caseload(children, seed=1):
    """The rows of each file, as lists of cells; every one of them good."""
    dice = random.Random(seed)
    rows = {name: [] for name in COLUMNS}
    for i in range(children):
        ref = f"OLD-{i + 1:06d}"
        born = datetime.date(2008, 1, 1) + datetime.timedelta(days=i % 3600)
        rows["children"].append([ref, f"{FIRST[i % 16]}{chr(97 + i // 16 % 26)}{chr(97 + i // 416 % 26)}", LAST[dice.randrange(10)], shown(born),
                                 upn(87310000000 + i), nhs_number(900000000 + 13 * i), f"{1 + i % 90} Samphire Row", "Saltmere",
                                 "ZZ1 4AB", "P. Fenn", 'a "quoted"\nnote, of two lines' if i % 50 == 0 else ""])
        asked = datetime.date(2022, 1, 3) + datetime.timedelta(days=dice.randrange(700))
        day = lambda n: shown(asked + datetime.timedelta(days=n))
        rows["plans"].append([ref, day(0), "PS"[i % 2], day(40), day(95), day(138)])
        rows["placements"].append([ref, day(150), "", "Saltmere Academy", ["Mainstream primary", "Special school"][i % 2], "100001"])
        for year in range(1, 2 + i % 2):
            rows["reviews"].append([ref, day(138 + 350 * year), day(145 + 350 * year), day(160 + 350 * year), "No change"])
        rows["contacts"].append([ref, "mother", "Mother", f"Sample Parent {i}", "yes", "no", "01632 960 001", f"p{i}@example.org"])
    return rows


def write(folder, rows, mapping=None):
    with open(os.path.join(folder, "mapping.json"), "w", encoding="utf-8") as out:
        json.dump(mapping or MAPPING, out, indent=2)
    for name, lines in rows.items():
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([COLUMNS[name]] + lines)
    return [os.path.join(folder, name + ".csv") for name in rows]


if __name__ == "__main__":
    os.makedirs(sys.argv[1], exist_ok=True)
    write(sys.argv[1], caseload(int(sys.argv[2])))
