-- Agreements with NGOs, and what has happened to them.

CREATE TABLE ngo_agreements (
    organisation VARCHAR NOT NULL,
    gdpr_role VARCHAR NOT NULL,
    information_types VARCHAR,
    signed_date DATE,
    valid_to DATE,
    contact VARCHAR,
    note TEXT,
    ended_date DATE,
    ended_reason TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_ngo_agreements PRIMARY KEY (id)
);

CREATE TABLE ngo_agreement_events (
    agreement_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    date DATE NOT NULL,
    by_name VARCHAR NOT NULL,
    was TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_ngo_agreement_events PRIMARY KEY (id)
);
