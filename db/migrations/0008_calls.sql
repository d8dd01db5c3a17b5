-- What an invitation told, so that it is seen who has an old one.

ALTER TABLE meetings ADD COLUMN call_version INTEGER;
