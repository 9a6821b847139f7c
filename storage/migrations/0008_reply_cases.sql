-- Which case a kept reply is about: it goes with the case, by this key and not by what it says.
ALTER TABLE replies ADD COLUMN case_id TEXT REFERENCES cases(case_id);
UPDATE replies SET case_id = (SELECT case_id FROM cases WHERE instr(response, case_id) > 0 ORDER BY length(case_id) DESC LIMIT 1);
CREATE INDEX replies_of_case ON replies (case_id);
