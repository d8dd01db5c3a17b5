-- Which look-ups were drawn for review each month, and what the reviewer found.

CREATE TABLE access_reviews (
    month DATE NOT NULL,
    drawn_time TIMESTAMP WITH TIME ZONE NOT NULL,
    drawn_by VARCHAR,
    seed INTEGER NOT NULL,
    wanted INTEGER NOT NULL,
    pool INTEGER NOT NULL,
    first_sequence INTEGER,
    last_sequence INTEGER,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_access_reviews PRIMARY KEY (id)
);

CREATE TABLE access_samples (
    review_id VARCHAR NOT NULL,
    account_id VARCHAR,
    case_id VARCHAR,
    sequences TEXT NOT NULL,
    rules VARCHAR NOT NULL,
    finding VARCHAR,
    note TEXT,
    found_by_id VARCHAR,
    found_by VARCHAR,
    found_time TIMESTAMP WITH TIME ZONE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_access_samples PRIMARY KEY (id)
);
