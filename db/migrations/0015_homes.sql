-- The way to a home of one's own: wishes, applications, offers, what happens to a home, and stays.

CREATE TABLE home_needs (
    case_id VARCHAR NOT NULL,
    told_date DATE NOT NULL,
    area VARCHAR,
    most_rent INTEGER,
    size VARCHAR,
    pets BOOLEAN,
    accessibility TEXT,
    wishes TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_home_needs PRIMARY KEY (id)
);

CREATE TABLE home_applications (
    case_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    applied_date DATE NOT NULL,
    list_number VARCHAR,
    note TEXT,
    ended_date DATE,
    end_reason VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_home_applications PRIMARY KEY (id)
);

CREATE TABLE home_offers (
    application_id VARCHAR NOT NULL,
    offered_date DATE NOT NULL,
    description VARCHAR NOT NULL,
    rent INTEGER,
    answer_by DATE,
    answer VARCHAR,
    answered_by VARCHAR,
    answered_date DATE,
    reason TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_home_offers PRIMARY KEY (id)
);

CREATE TABLE home_events (
    case_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    date DATE NOT NULL,
    reason VARCHAR,
    note TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_home_events PRIMARY KEY (id)
);

CREATE TABLE shelter_stays (
    case_id VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    to_date DATE,
    place_kind VARCHAR NOT NULL,
    decision_date DATE,
    section_85a_date DATE,
    note TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_shelter_stays PRIMARY KEY (id)
);
