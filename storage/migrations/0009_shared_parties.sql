-- Settings and officers are found by what is known of them.
CREATE INDEX parts_by_role ON parts (role, party_id);
