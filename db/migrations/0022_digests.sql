-- The week's digest: where an account gets its mail, and what it was told of which week.

ALTER TABLE accounts ADD COLUMN email VARCHAR;

CREATE TABLE digests (
    account_id VARCHAR NOT NULL,
    week DATE NOT NULL,
    channel VARCHAR NOT NULL,
    tries INTEGER NOT NULL,
    tried_time TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_time TIMESTAMP WITH TIME ZONE,
    failure VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_digests PRIMARY KEY (id)
);
