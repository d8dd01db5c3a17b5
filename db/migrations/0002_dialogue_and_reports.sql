-- The questions of the dialogue tool, the answers to them, and the individual reports.

CREATE TABLE dialogue_items (
    item_id VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    wording VARCHAR,
    valid_from DATE NOT NULL,
    retired BOOLEAN NOT NULL,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_dialogue_items PRIMARY KEY (id)
);

CREATE TABLE dialogue_answers (
    measurement_id VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    wording VARCHAR NOT NULL,
    score INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_dialogue_answers PRIMARY KEY (id)
);

CREATE TABLE individual_reports (
    case_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    to_date DATE NOT NULL,
    what_changed TEXT,
    went_well TEXT,
    is_hard TEXT,
    what_next TEXT,
    need VARCHAR,
    facts TEXT,
    by_id VARCHAR NOT NULL,
    by_name VARCHAR NOT NULL,
    submitted_date DATE,
    reopened_reason TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_individual_reports PRIMARY KEY (id)
);
