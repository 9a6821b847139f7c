-- What pages read: how each case now stands, worked out from its events in the same transaction as they are recorded. Not
-- part of the chain: rebuilt from it whenever wanted.
CREATE TABLE case_now (
  case_id TEXT PRIMARY KEY REFERENCES cases(case_id),
  sequence INTEGER NOT NULL,
  stage TEXT NOT NULL,
  from_day TEXT NOT NULL,
  through_day TEXT NOT NULL,
  urgency INTEGER NOT NULL CHECK (urgency IN (0, 1, 2)),
  next_due TEXT,
  next_duty INTEGER
) STRICT;
CREATE INDEX case_now_by_urgency ON case_now (urgency, next_due, case_id);
CREATE INDEX case_now_by_through ON case_now (through_day);

CREATE TABLE duty_now (
  case_id TEXT NOT NULL REFERENCES cases(case_id),
  place INTEGER NOT NULL,
  rule TEXT NOT NULL,
  who TEXT NOT NULL,
  due TEXT,
  safe TEXT,
  started_by TEXT NOT NULL,
  started_on TEXT NOT NULL,
  PRIMARY KEY (case_id, place)
) STRICT;
CREATE INDEX duty_now_by_due ON duty_now (due, case_id);

CREATE TABLE placement_now (
  case_id TEXT NOT NULL REFERENCES cases(case_id),
  place INTEGER NOT NULL,
  source TEXT NOT NULL,
  setting TEXT NOT NULL,
  phase TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  PRIMARY KEY (case_id, place)
) STRICT;
CREATE INDEX placement_now_by_setting ON placement_now (setting, case_id);

CREATE TABLE document_now (
  document_id TEXT PRIMARY KEY REFERENCES documents(document_id),
  sent_on TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  findings TEXT NOT NULL
) STRICT;

-- Which program worked the rows out: another one may count otherwise.
CREATE TABLE now_made_by (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  stamp TEXT NOT NULL
) STRICT;
