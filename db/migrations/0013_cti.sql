-- The phases of CTI with their plans, ICM's agreements and reviews, and who builds contact before CTI.

ALTER TABLE cases ADD COLUMN contact_worker_id VARCHAR;
ALTER TABLE cases ADD COLUMN contact_since DATE;

CREATE TABLE phase_plans (
    case_id VARCHAR NOT NULL,
    course_id VARCHAR,
    phase VARCHAR NOT NULL,
    made_date DATE,
    focus_areas VARCHAR,
    plan TEXT,
    closed_date DATE,
    closing_note TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_phase_plans PRIMARY KEY (id)
);

CREATE TABLE icm_agreements (
    course_id VARCHAR NOT NULL,
    agreed_date DATE NOT NULL,
    goals TEXT NOT NULL,
    contacts INTEGER NOT NULL,
    per VARCHAR NOT NULL,
    young_person_words TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_icm_agreements PRIMARY KEY (id)
);

CREATE TABLE icm_reviews (
    course_id VARCHAR NOT NULL,
    review_date DATE NOT NULL,
    still_needed BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    next_date DATE NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_icm_reviews PRIMARY KEY (id)
);
