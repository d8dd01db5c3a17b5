-- What a session shows on a large screen: nothing else is drawn for it until the password is typed again.

ALTER TABLE sessions ADD COLUMN presenting VARCHAR;
ALTER TABLE sessions ADD COLUMN presenting_address VARCHAR;
ALTER TABLE sessions ADD COLUMN presenting_since TIMESTAMP WITH TIME ZONE;
