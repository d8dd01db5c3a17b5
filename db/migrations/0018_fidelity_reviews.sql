-- The project leader's review of fidelity: quarters, themes, answers, and what happened to them.

CREATE TABLE fidelity_reviews (
    from_date DATE NOT NULL,
    to_date DATE NOT NULL,
    submitted_time TIMESTAMP WITH TIME ZONE,
    submitted_by VARCHAR,
    locked_time TIMESTAMP WITH TIME ZONE,
    locked_by VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_fidelity_reviews PRIMARY KEY (id)
);

CREATE TABLE fidelity_parts (
    review_id VARCHAR NOT NULL,
    theme VARCHAR NOT NULL,
    set_aside TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_fidelity_parts PRIMARY KEY (id)
);

CREATE TABLE fidelity_answers (
    part_id VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    score INTEGER,
    note TEXT,
    evidence TEXT,
    comment TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_fidelity_answers PRIMARY KEY (id)
);

CREATE TABLE fidelity_events (
    review_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    time TIMESTAMP WITH TIME ZONE NOT NULL,
    by_name VARCHAR NOT NULL,
    reason TEXT,
    held TEXT NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_fidelity_events PRIMARY KEY (id)
);
