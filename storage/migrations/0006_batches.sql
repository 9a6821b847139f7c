-- Many documents asked for at once, a job for each record. Not part of the chain: cleared by age.
CREATE TABLE batches (
  batch_id TEXT PRIMARY KEY,
  made_at TEXT NOT NULL,
  what TEXT NOT NULL,
  form BLOB NOT NULL
) STRICT;
CREATE TABLE batch_records (
  batch_id TEXT NOT NULL REFERENCES batches(batch_id),
  record INTEGER NOT NULL,
  job_id TEXT NOT NULL UNIQUE,
  made INTEGER NOT NULL CHECK (made IN (0, 1)),
  documents TEXT NOT NULL,
  body TEXT NOT NULL,
  size INTEGER NOT NULL,
  packed INTEGER NOT NULL CHECK (packed IN (0, 1)),
  bytes BLOB NOT NULL,
  PRIMARY KEY (batch_id, record)
) STRICT;
-- The next job is found without sorting those that wait.
DROP INDEX jobs_to_take;
CREATE INDEX jobs_to_take ON jobs (kind, state, not_before, job_id);
