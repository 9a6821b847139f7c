-- People and places, one row a version; what they say of anybody stands in texts. The newest version counts.
CREATE TABLE parties (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  party_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  about BLOB NOT NULL,
  UNIQUE (party_id, version)
) STRICT;

-- Who takes part in a case, under a word of the case's own, as what; the newest revision counts. Without a party it has
-- ended.
CREATE TABLE parts (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases(case_id),
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  place INTEGER NOT NULL,
  role TEXT NOT NULL,
  party_id TEXT,
  part BLOB NOT NULL,
  UNIQUE (case_id, name, revision)
) STRICT;
CREATE INDEX parts_of_party ON parts (party_id, case_id);

CREATE TRIGGER parties_are_never_changed BEFORE UPDATE ON parties BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER parties_are_never_removed BEFORE DELETE ON parties BEGIN SELECT RAISE(ABORT, 'never removed'); END;
CREATE TRIGGER parts_are_never_changed BEFORE UPDATE ON parts BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER parts_are_never_removed BEFORE DELETE ON parts BEGIN SELECT RAISE(ABORT, 'never removed'); END;
