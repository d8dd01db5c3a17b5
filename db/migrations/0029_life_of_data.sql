-- Who is anonymised, what is held back, what was merged, and what is disputed.

CREATE TABLE anonymised (
    kind VARCHAR NOT NULL,
    date DATE NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_anonymised PRIMARY KEY (id)
);

CREATE TABLE retention_holds (
    case_id VARCHAR NOT NULL,
    reason TEXT NOT NULL,
    from_date DATE NOT NULL,
    until DATE,
    ended_date DATE,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_retention_holds PRIMARY KEY (id)
);

CREATE TABLE merges (
    kept_id VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL,
    case_ids TEXT NOT NULL,
    fields TEXT NOT NULL,
    kept_version INTEGER NOT NULL,
    other_version INTEGER NOT NULL,
    date DATE NOT NULL,
    time TIMESTAMP WITH TIME ZONE NOT NULL,
    by_name VARCHAR NOT NULL,
    undone_date DATE,
    undone_by VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_merges PRIMARY KEY (id)
);

CREATE TABLE statements (
    case_id VARCHAR NOT NULL,
    about VARCHAR NOT NULL,
    text TEXT NOT NULL,
    date DATE NOT NULL,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_statements PRIMARY KEY (id)
);
