-- Case meetings: cases picked and gone through, what was learnt, and what was decided.

CREATE TABLE case_reviews (
    date DATE NOT NULL,
    theme VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_reviews PRIMARY KEY (id)
);

CREATE TABLE case_review_people (
    review_id VARCHAR NOT NULL,
    staff_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_review_people PRIMARY KEY (id)
);

CREATE TABLE case_review_draws (
    review_id VARCHAR NOT NULL,
    time TIMESTAMP WITH TIME ZONE NOT NULL,
    by_name VARCHAR NOT NULL,
    rule VARCHAR,
    wanted INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    pool TEXT NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_review_draws PRIMARY KEY (id)
);

CREATE TABLE case_review_picks (
    review_id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    how VARCHAR NOT NULL,
    rule VARCHAR,
    draw_id VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_review_picks PRIMARY KEY (id)
);

CREATE TABLE case_review_answers (
    pick_id VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    text TEXT NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_review_answers PRIMARY KEY (id)
);

CREATE TABLE case_review_learnings (
    review_id VARCHAR NOT NULL,
    text TEXT NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_review_learnings PRIMARY KEY (id)
);

CREATE TABLE case_review_decisions (
    review_id VARCHAR NOT NULL,
    text TEXT NOT NULL,
    responsible_id VARCHAR NOT NULL,
    due_date DATE NOT NULL,
    state VARCHAR NOT NULL,
    settled_date DATE,
    outcome TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_review_decisions PRIMARY KEY (id)
);
