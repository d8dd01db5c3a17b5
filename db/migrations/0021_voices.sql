-- The staff survey, the youth panel's advice, and competences and supervision of staff.

CREATE TABLE survey_rounds (
    kind VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    to_date DATE NOT NULL,
    closed_date DATE,
    invited INTEGER NOT NULL,
    statements TEXT NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_survey_rounds PRIMARY KEY (id)
);

CREATE TABLE survey_tickets (
    round_id VARCHAR NOT NULL,
    account_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_survey_tickets PRIMARY KEY (id)
);

CREATE TABLE survey_counts (
    round_id VARCHAR NOT NULL,
    statement VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_survey_counts PRIMARY KEY (id)
);

CREATE TABLE panel_advice (
    held_date DATE NOT NULL,
    topic VARCHAR NOT NULL,
    advice TEXT NOT NULL,
    responsible VARCHAR NOT NULL,
    follow_up_date DATE NOT NULL,
    state VARCHAR NOT NULL,
    outcome TEXT,
    told_date DATE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_panel_advice PRIMARY KEY (id)
);

CREATE TABLE staff_competences (
    staff_id VARCHAR NOT NULL,
    competence VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    valid_to DATE,
    note VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_staff_competences PRIMARY KEY (id)
);

CREATE TABLE supervisions (
    held_date DATE NOT NULL,
    form VARCHAR NOT NULL,
    supervisor VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_supervisions PRIMARY KEY (id)
);

CREATE TABLE supervised (
    supervision_id VARCHAR NOT NULL,
    staff_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_supervised PRIMARY KEY (id)
);
