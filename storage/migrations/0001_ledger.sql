CREATE TABLE cases (
  case_id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL
) STRICT;

-- What a case says of people: apart from the events, so that it can be forgotten while they stand.
CREATE TABLE records (
  case_id TEXT PRIMARY KEY REFERENCES cases(case_id),
  body TEXT NOT NULL
) STRICT;

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(case_id),
  sequence INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  recorder TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  UNIQUE (case_id, sequence)
) STRICT;

-- Bodies stand apart, bound by their hash: a body may one day be erased by rule, and the chain still holds.
CREATE TABLE bodies (
  position INTEGER PRIMARY KEY REFERENCES events(position),
  body TEXT NOT NULL
) STRICT;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
CREATE TRIGGER bodies_are_never_changed BEFORE UPDATE ON bodies BEGIN SELECT RAISE(ABORT, 'bodies are never changed'); END;
