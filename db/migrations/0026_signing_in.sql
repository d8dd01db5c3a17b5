-- The second step of a sign-in, links to a new password, the emergency administrator and its alarms.
-- Whoever is signed in signs in anew: nobody has given a second factor yet.

ALTER TABLE accounts ADD COLUMN emergency BOOLEAN;
ALTER TABLE sessions ADD COLUMN second_factor_time TIMESTAMP WITH TIME ZONE;
ALTER TABLE sessions ADD COLUMN choosing_password BOOLEAN;

CREATE TABLE second_factors (
    account_id VARCHAR NOT NULL,
    secret VARCHAR NOT NULL,
    made_time TIMESTAMP WITH TIME ZONE NOT NULL,
    confirmed_time TIMESTAMP WITH TIME ZONE,
    used_step INTEGER,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_second_factors PRIMARY KEY (id)
);

CREATE TABLE recovery_codes (
    account_id VARCHAR NOT NULL,
    code_hash VARCHAR NOT NULL,
    used_time TIMESTAMP WITH TIME ZONE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_recovery_codes PRIMARY KEY (id)
);

CREATE TABLE reset_links (
    account_id VARCHAR NOT NULL,
    token_hash VARCHAR NOT NULL,
    made_time TIMESTAMP WITH TIME ZONE NOT NULL,
    expires TIMESTAMP WITH TIME ZONE NOT NULL,
    used_time TIMESTAMP WITH TIME ZONE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_reset_links PRIMARY KEY (id)
);

CREATE TABLE alarms (
    kind VARCHAR NOT NULL,
    account_id VARCHAR NOT NULL,
    time TIMESTAMP WITH TIME ZONE NOT NULL,
    put_away_time TIMESTAMP WITH TIME ZONE,
    put_away_by VARCHAR,
    reason VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_alarms PRIMARY KEY (id)
);
