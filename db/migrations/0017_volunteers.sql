-- Volunteers of cooperating organisations, the young people who wish for one, and who is matched.

CREATE TABLE volunteers (
    name VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL,
    available_from DATE NOT NULL,
    available_to DATE,
    places INTEGER NOT NULL,
    contact VARCHAR,
    note TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_volunteers PRIMARY KEY (id)
);

CREATE TABLE volunteer_wishes (
    case_id VARCHAR NOT NULL,
    wished_date DATE NOT NULL,
    wish TEXT,
    ended_date DATE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_volunteer_wishes PRIMARY KEY (id)
);

CREATE TABLE volunteer_matches (
    wish_id VARCHAR NOT NULL,
    volunteer_id VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    to_date DATE,
    reason TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_volunteer_matches PRIMARY KEY (id)
);
