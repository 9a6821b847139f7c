-- What became of a document after it was prepared, step by step: approved, issued, dispatched and so on. Which step may
-- follow which is not the ledger's to know. What was said of a step may be about people and stands in `texts`.
CREATE TABLE steps (
  position INTEGER PRIMARY KEY REFERENCES entries(position) DEFERRABLE INITIALLY DEFERRED,
  document_id TEXT NOT NULL REFERENCES documents(document_id),
  kind TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  officer TEXT NOT NULL,
  route TEXT NOT NULL,
  event INTEGER,
  note BLOB NOT NULL
) STRICT;
CREATE INDEX steps_of_document ON steps (document_id, position);
CREATE TRIGGER steps_are_never_changed BEFORE UPDATE ON steps BEGIN SELECT RAISE(ABORT, 'never changed'); END;
CREATE TRIGGER steps_are_never_removed BEFORE DELETE ON steps BEGIN SELECT RAISE(ABORT, 'never removed'); END;

-- Until now a document was issued as it was sent, in one entry: read as the two steps that it was.
CREATE VIEW life (position, document_id, kind, happened_on, officer, route, event) AS
  SELECT position, document_id, 'issued', sent_on, '', '', NULL FROM issues UNION ALL
  SELECT position, document_id, 'dispatched', sent_on, '', '', event FROM issues UNION ALL
  SELECT position, document_id, kind, happened_on, officer, route, event FROM steps;
