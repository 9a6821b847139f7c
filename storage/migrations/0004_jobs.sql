-- Work that follows from what was recorded, written in the same transaction. Not part of the chain.
CREATE TABLE jobs (
  job_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  case_id TEXT REFERENCES cases(case_id),
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'done', 'dead')),
  not_before TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  lease TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX jobs_to_take ON jobs (kind, state, not_before);
