-- The areas of the municipality that an account is limited to. Without any it is not limited.

CREATE TABLE account_areas (
    account_id VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_account_areas PRIMARY KEY (id)
);
