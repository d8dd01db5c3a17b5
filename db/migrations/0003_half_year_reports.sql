-- The half-year report of the project leader, and what has happened to it.

CREATE TABLE half_year_reports (
    from_date DATE NOT NULL,
    to_date DATE NOT NULL,
    experiences TEXT,
    progress TEXT,
    cooperation TEXT,
    hindrances TEXT,
    next_half_year TEXT,
    figures TEXT,
    figures_from DATE,
    figures_to DATE,
    hidden_below INTEGER,
    locked_time TIMESTAMP WITH TIME ZONE,
    locked_by VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_half_year_reports PRIMARY KEY (id)
);

CREATE TABLE half_year_events (
    report_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    time TIMESTAMP WITH TIME ZONE NOT NULL,
    by_name VARCHAR NOT NULL,
    reason TEXT,
    held TEXT NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_half_year_events PRIMARY KEY (id)
);
