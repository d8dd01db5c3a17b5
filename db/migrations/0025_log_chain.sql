-- The log becomes a chain: each line carries the hash of the one before it.

ALTER TABLE audit ADD COLUMN sequence INTEGER;
ALTER TABLE audit ADD COLUMN kind VARCHAR;
ALTER TABLE audit ADD COLUMN purpose TEXT;
ALTER TABLE audit ADD COLUMN changes_hash VARCHAR;
ALTER TABLE audit ADD COLUMN previous_hash VARCHAR;
ALTER TABLE audit ADD COLUMN line_hash VARCHAR;
