-- The implementation: answers and their history, cooperation agreements, how the work is organised,
-- and small-scale tests.

CREATE TABLE implementation_answers (
    question VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    owner_id VARCHAR,
    owner_name VARCHAR,
    due_date DATE,
    evidence TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_implementation_answers PRIMARY KEY (id)
);

CREATE TABLE implementation_changes (
    answer_id VARCHAR NOT NULL,
    time TIMESTAMP WITH TIME ZONE NOT NULL,
    by_name VARCHAR NOT NULL,
    fields TEXT NOT NULL,
    reason TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_implementation_changes PRIMARY KEY (id)
);

CREATE TABLE cooperation_agreements (
    partner VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL,
    contact VARCHAR,
    ours TEXT,
    theirs TEXT,
    signed_date DATE,
    renew_by DATE,
    ended_date DATE,
    ended_reason TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_cooperation_agreements PRIMARY KEY (id)
);

CREATE TABLE organisation_choices (
    aspect VARCHAR NOT NULL,
    option VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    reason TEXT NOT NULL,
    counter TEXT,
    time TIMESTAMP WITH TIME ZONE NOT NULL,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_organisation_choices PRIMARY KEY (id)
);

CREATE TABLE small_tests (
    round INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    aim TEXT NOT NULL,
    plan_text TEXT,
    plan_date DATE,
    do_text TEXT,
    do_date DATE,
    study_text TEXT,
    study_date DATE,
    act_text TEXT,
    act_date DATE,
    owner_id VARCHAR,
    owner_name VARCHAR,
    due_date DATE,
    outcome VARCHAR,
    continues_id VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_small_tests PRIMARY KEY (id)
);
