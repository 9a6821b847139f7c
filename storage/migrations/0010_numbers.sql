-- The random number on a paper, by which its document is found. Like the rest of the row rebuilt from what the document was
-- filled with.
ALTER TABLE document_now ADD COLUMN number TEXT NOT NULL DEFAULT '';
CREATE INDEX document_now_by_number ON document_now (number) WHERE number <> '';
