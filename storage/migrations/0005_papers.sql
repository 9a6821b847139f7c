-- Papers: what is the council's own and belongs to no case, such as the template of a letter. One row for each thing that
-- happened to one; what it says stands in texts, what came with it in contents.
CREATE TABLE papers (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  event TEXT NOT NULL,
  body BLOB NOT NULL,
  content BLOB,
  UNIQUE (kind, name, sequence)
) STRICT;
CREATE TRIGGER papers_are_never_changed BEFORE UPDATE ON papers BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER papers_are_never_removed BEFORE DELETE ON papers BEGIN SELECT RAISE(ABORT, 'never removed'); END;
