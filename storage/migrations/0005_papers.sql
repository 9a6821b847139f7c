-- The council's own papers, which are about no one child: the plan of action, a month's closed figures. One row a
-- version; the newest counts. What a paper says stands in contents, by its hash.
CREATE TABLE papers (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  answers_for_it TEXT NOT NULL,
  why TEXT NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (name, version)
) STRICT;

CREATE TRIGGER papers_are_never_changed BEFORE UPDATE ON papers BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER papers_are_never_removed BEFORE DELETE ON papers BEGIN SELECT RAISE(ABORT, 'never removed'); END;
