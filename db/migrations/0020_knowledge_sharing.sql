-- The data and knowledge-sharing model, NGOs in cases with their talks, notifications that were made.

CREATE TABLE knowledge_needs (
    party VARCHAR NOT NULL,
    need TEXT NOT NULL,
    responsible_id VARCHAR,
    responsible VARCHAR,
    format VARCHAR NOT NULL,
    frequency VARCHAR NOT NULL,
    can_share TEXT,
    may_share TEXT,
    basis VARCHAR,
    basis_note VARCHAR,
    must_share TEXT,
    from_date DATE NOT NULL,
    retired_date DATE,
    suggestion VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_knowledge_needs PRIMARY KEY (id)
);

CREATE TABLE knowledge_events (
    need_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    date DATE NOT NULL,
    by_name VARCHAR NOT NULL,
    note TEXT,
    was TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_knowledge_events PRIMARY KEY (id)
);

CREATE TABLE case_ngos (
    case_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    to_date DATE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_ngos PRIMARY KEY (id)
);

CREATE TABLE ngo_talks (
    case_id VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL,
    talk VARCHAR NOT NULL,
    date DATE,
    took_part VARCHAR,
    note VARCHAR,
    not_relevant VARCHAR,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_ngo_talks PRIMARY KEY (id)
);

CREATE TABLE child_notifications (
    case_id VARCHAR NOT NULL,
    date DATE NOT NULL,
    by_name VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_child_notifications PRIMARY KEY (id)
);
