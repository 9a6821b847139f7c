-- The chain: one row for everything that was ever recorded, in order. What an entry says stands in the table of its kind.
CREATE TABLE entries (
  position INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorder TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE cases (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL UNIQUE,
  record BLOB NOT NULL
) STRICT;

CREATE TABLE events (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases(case_id),
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (case_id, sequence)
) STRICT;

CREATE TABLE documents (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  document_id TEXT NOT NULL UNIQUE,
  case_id TEXT REFERENCES cases(case_id),
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  title TEXT NOT NULL,
  template TEXT NOT NULL,
  template_hash BLOB NOT NULL,
  rulebook TEXT NOT NULL,
  data BLOB NOT NULL,
  odt BLOB NOT NULL,
  pdf BLOB
) STRICT;
CREATE INDEX documents_of_case ON documents (case_id, position);

CREATE TABLE issues (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  document_id TEXT NOT NULL UNIQUE REFERENCES documents(document_id),
  sent_on TEXT NOT NULL,
  event INTEGER
) STRICT;

-- What a case's record says since; the newest counts.
CREATE TABLE revisions (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases(case_id),
  revision INTEGER NOT NULL,
  record BLOB NOT NULL,
  UNIQUE (case_id, revision)
) STRICT;

-- A case whose texts and documents were erased, under which rule and by whose approval.
CREATE TABLE erasures (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL UNIQUE REFERENCES cases(case_id),
  rule TEXT NOT NULL,
  approved_by TEXT NOT NULL
) STRICT;

-- A legal hold on a case, placed or lifted; the newest counts.
CREATE TABLE holds (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases(case_id),
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX holds_of_case ON holds (case_id, position);

-- What is about people stands apart, bound to its entry by a salted hash: once it is erased, salt and all, the chain
-- still holds and the hash gives nothing away.
CREATE TABLE texts (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  salt BLOB NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- Documents and their data by the hash of their bytes, each once however often it is used.
CREATE TABLE contents (
  digest BLOB PRIMARY KEY,
  size INTEGER NOT NULL,
  packed INTEGER NOT NULL CHECK (packed IN (0, 1)),
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What a repeated request is answered with. Not part of the chain: it may be cleared by age.
CREATE TABLE replies (
  key TEXT PRIMARY KEY,
  request BLOB NOT NULL,
  response TEXT NOT NULL,
  kept_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER entries_are_never_removed BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'never removed'); END;
CREATE TRIGGER cases_are_never_changed BEFORE UPDATE ON cases BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER cases_are_never_removed BEFORE DELETE ON cases BEGIN SELECT RAISE(ABORT, 'never removed'); END;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'never removed'); END;
CREATE TRIGGER documents_are_never_changed BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER documents_are_never_removed BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'never removed'); END;
CREATE TRIGGER issues_are_never_changed BEFORE UPDATE ON issues BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER issues_are_never_removed BEFORE DELETE ON issues BEGIN SELECT RAISE(ABORT, 'never removed'); END;
CREATE TRIGGER texts_are_never_changed BEFORE UPDATE ON texts BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER contents_are_never_changed BEFORE UPDATE ON contents BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER revisions_are_never_changed BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER revisions_are_never_removed BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'never removed'); END;
CREATE TRIGGER erasures_are_never_changed BEFORE UPDATE ON erasures BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER erasures_are_never_removed BEFORE DELETE ON erasures BEGIN SELECT RAISE(ABORT, 'never removed'); END;
CREATE TRIGGER holds_are_never_changed BEFORE UPDATE ON holds BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER holds_are_never_removed BEFORE DELETE ON holds BEGIN SELECT RAISE(ABORT, 'never removed'); END;
