-- Consents by party, network maps, the prepared and projected meeting, the plan's versions, and who received what.

ALTER TABLE consents ADD COLUMN party_role VARCHAR;
ALTER TABLE consents ADD COLUMN form VARCHAR;
ALTER TABLE consents ADD COLUMN consent_form_id VARCHAR;

ALTER TABLE network_people ADD COLUMN participant_role VARCHAR;
ALTER TABLE network_people ADD COLUMN organisation VARCHAR;
ALTER TABLE network_people ADD COLUMN draw_on TEXT;

ALTER TABLE meetings ADD COLUMN end_time VARCHAR;
ALTER TABLE meetings ADD COLUMN prepared_date DATE;
ALTER TABLE meetings ADD COLUMN wishes TEXT;
ALTER TABLE meetings ADD COLUMN considerations VARCHAR;
ALTER TABLE meetings ADD COLUMN considerations_note TEXT;
ALTER TABLE meetings ADD COLUMN not_invited TEXT;
ALTER TABLE meetings ADD COLUMN agenda_place INTEGER;
ALTER TABLE meetings ADD COLUMN turn_id VARCHAR;
ALTER TABLE meetings ADD COLUMN minutes TEXT;
ALTER TABLE meetings ADD COLUMN minutes_types VARCHAR;

ALTER TABLE participants ADD COLUMN network_person_id VARCHAR;
ALTER TABLE participants ADD COLUMN email VARCHAR;
ALTER TABLE participants ADD COLUMN answer VARCHAR;
ALTER TABLE participants ADD COLUMN answered_date DATE;
ALTER TABLE participants ADD COLUMN sent_date DATE;
ALTER TABLE participants ADD COLUMN sent_version INTEGER;

ALTER TABLE goals ADD COLUMN own_words TEXT;
ALTER TABLE goals ADD COLUMN information_type VARCHAR;

ALTER TABLE agreements ADD COLUMN follow_up_by VARCHAR;

CREATE TABLE consent_forms (
    case_id VARCHAR NOT NULL,
    made_date DATE NOT NULL,
    purpose TEXT NOT NULL,
    valid_to DATE,
    parties TEXT NOT NULL,
    state VARCHAR NOT NULL,
    settled_date DATE,
    given_by VARCHAR,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_consent_forms PRIMARY KEY (id)
);

CREATE TABLE network_maps (
    case_id VARCHAR NOT NULL,
    date DATE NOT NULL,
    note TEXT,
    people TEXT NOT NULL,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_network_maps PRIMARY KEY (id)
);

CREATE TABLE interventions (
    case_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    information_type VARCHAR,
    provider VARCHAR,
    contact VARCHAR,
    from_date DATE,
    to_date DATE,
    note TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_interventions PRIMARY KEY (id)
);

CREATE TABLE checklist_wordings (
    item VARCHAR NOT NULL,
    wording VARCHAR,
    valid_from DATE NOT NULL,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_checklist_wordings PRIMARY KEY (id)
);

CREATE TABLE meeting_feedback (
    meeting_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    date DATE NOT NULL,
    score INTEGER,
    went_well TEXT,
    to_change TEXT,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_meeting_feedback PRIMARY KEY (id)
);

CREATE TABLE agreement_answers (
    agreement_id VARCHAR NOT NULL,
    date DATE NOT NULL,
    kind VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    text TEXT,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_agreement_answers PRIMARY KEY (id)
);

CREATE TABLE plan_versions (
    case_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    date DATE NOT NULL,
    meeting_id VARCHAR,
    content TEXT NOT NULL,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_plan_versions PRIMARY KEY (id)
);

CREATE TABLE distributions (
    case_id VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    recipient_role VARCHAR NOT NULL,
    recipient_name VARCHAR,
    date DATE NOT NULL,
    channel VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    consent_ids VARCHAR,
    information_types VARCHAR,
    left_out TEXT,
    by_id VARCHAR NOT NULL,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_distributions PRIMARY KEY (id)
);
