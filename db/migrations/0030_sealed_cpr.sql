-- CPR numbers are sealed by db/encryption/sealing.py, which runs after this. The index is what they are found by.
ALTER TABLE young_people ADD COLUMN cpr_index VARCHAR;
