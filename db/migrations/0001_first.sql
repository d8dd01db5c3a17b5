-- The first schema. Frozen: later changes are files of their own.



CREATE TABLE schema_versions (
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    applied TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_schema_versions PRIMARY KEY (version)
);

CREATE TABLE accounts (
    username VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    password_hash VARCHAR NOT NULL,
    staff_id VARCHAR,
    organisation VARCHAR,
    allocates BOOLEAN NOT NULL,
    language VARCHAR NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    created_time TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_time TIMESTAMP WITH TIME ZONE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_accounts PRIMARY KEY (id)
);

CREATE TABLE audit (
    time TIMESTAMP WITH TIME ZONE NOT NULL,
    account_id VARCHAR,
    name VARCHAR,
    act VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    row_id VARCHAR NOT NULL,
    row_version INTEGER,
    case_id VARCHAR,
    changes TEXT NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (id)
);

CREATE TABLE fidelity (
    date DATE NOT NULL,
    theme VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    score INTEGER NOT NULL,
    note TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_fidelity PRIMARY KEY (id)
);

CREATE TABLE imported_rows (
    prints TEXT NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_imported_rows PRIMARY KEY (id)
);

CREATE TABLE settings (
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_settings PRIMARY KEY (id)
);

CREATE TABLE staff (
    name VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    methods VARCHAR,
    fte DOUBLE,
    organisation VARCHAR,
    active_from DATE,
    active_to DATE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_staff PRIMARY KEY (id)
);

CREATE TABLE store (
    value VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_store PRIMARY KEY (id)
);

CREATE TABLE throttles (
    failures INTEGER NOT NULL,
    last_failure TIMESTAMP WITH TIME ZONE NOT NULL,
    locked_until TIMESTAMP WITH TIME ZONE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_throttles PRIMARY KEY (id)
);

CREATE TABLE young_people (
    name VARCHAR NOT NULL,
    birth_date DATE,
    cpr VARCHAR,
    phone VARCHAR,
    email VARCHAR,
    municipality_area VARCHAR,
    special_considerations TEXT,
    protected_identity BOOLEAN,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_young_people PRIMARY KEY (id)
);

CREATE TABLE account_roles (
    account_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_account_roles PRIMARY KEY (id)
);

CREATE TABLE cases (
    number INTEGER NOT NULL,
    step VARCHAR NOT NULL,
    young_person_id VARCHAR NOT NULL,
    variant VARCHAR NOT NULL,
    referral_date DATE NOT NULL,
    referrer_name VARCHAR,
    referrer_organisation VARCHAR,
    referral_reason TEXT,
    referred_by_id VARCHAR,
    target_group_guess VARCHAR,
    acute_needs VARCHAR,
    young_person_knows BOOLEAN,
    young_person_wants BOOLEAN,
    taken_up_date DATE,
    taken_up_by VARCHAR,
    target_group VARCHAR,
    expected_need VARCHAR,
    wishes TEXT,
    resources TEXT,
    assessed_date DATE,
    decision_date DATE,
    decision VARCHAR,
    decision_reason TEXT,
    reject_reason VARCHAR,
    legal_basis VARCHAR,
    decided_by VARCHAR,
    combination VARCHAR,
    coordinator_id VARCHAR,
    start_date DATE,
    placement_type VARCHAR,
    end_date DATE,
    closure_reason VARCHAR,
    closure_note TEXT,
    closure_young_person_involved BOOLEAN,
    closure_team_involved BOOLEAN,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_cases PRIMARY KEY (id)
);

CREATE TABLE drafts (
    account_id VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    content TEXT NOT NULL,
    saved_time TIMESTAMP WITH TIME ZONE NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_drafts PRIMARY KEY (id)
);

CREATE TABLE sessions (
    account_id VARCHAR NOT NULL,
    ticket_hash VARCHAR,
    ticket_expires TIMESTAMP WITH TIME ZONE,
    cookie_hash VARCHAR,
    started_time TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_time TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_time TIMESTAMP WITH TIME ZONE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (id)
);

CREATE TABLE case_events (
    case_id VARCHAR NOT NULL,
    date DATE NOT NULL,
    kind VARCHAR NOT NULL,
    reason TEXT,
    details TEXT,
    by_id VARCHAR,
    by_name VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_events PRIMARY KEY (id)
);

CREATE TABLE consents (
    case_id VARCHAR NOT NULL,
    given_date DATE NOT NULL,
    given_by VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    information_types VARCHAR NOT NULL,
    purpose TEXT,
    valid_to DATE,
    withdrawn_date DATE,
    legal_basis VARCHAR,
    legal_basis_note TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_consents PRIMARY KEY (id)
);

CREATE TABLE contacts (
    case_id VARCHAR NOT NULL,
    worker_id VARCHAR NOT NULL,
    date DATE NOT NULL,
    method VARCHAR NOT NULL,
    activity VARCHAR NOT NULL,
    minutes INTEGER NOT NULL,
    mode VARCHAR,
    place VARCHAR,
    with_network BOOLEAN,
    note TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_contacts PRIMARY KEY (id)
);

CREATE TABLE dimensions (
    case_id VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,
    need VARCHAR NOT NULL,
    own_words TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_dimensions PRIMARY KEY (id)
);

CREATE TABLE goals (
    case_id VARCHAR NOT NULL,
    set_date DATE NOT NULL,
    text TEXT NOT NULL,
    life_domain VARCHAR,
    status VARCHAR,
    closed_date DATE,
    further BOOLEAN,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_goals PRIMARY KEY (id)
);

CREATE TABLE housing (
    case_id VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    situation VARCHAR NOT NULL,
    to_date DATE,
    allocated_date DATE,
    lease_signed_date DATE,
    waiting_list_date DATE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_housing PRIMARY KEY (id)
);

CREATE TABLE measurements (
    case_id VARCHAR NOT NULL,
    date DATE NOT NULL,
    kind VARCHAR,
    scored_by VARCHAR,
    education_employment INTEGER,
    household_economy INTEGER,
    social_network INTEGER,
    physical_health INTEGER,
    mental_health INTEGER,
    crime INTEGER,
    substance_use INTEGER,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_measurements PRIMARY KEY (id)
);

CREATE TABLE meetings (
    case_id VARCHAR NOT NULL,
    date DATE NOT NULL,
    kind VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    chair_id VARCHAR,
    next_meeting_date DATE,
    no_next_meeting_reason TEXT,
    start_time VARCHAR,
    place VARCHAR,
    purpose TEXT,
    agenda TEXT,
    professionals_only_pre_meeting BOOLEAN,
    young_person_attended BOOLEAN,
    young_person_heard BOOLEAN,
    young_person_had_the_floor BOOLEAN,
    young_person_in_decisions BOOLEAN,
    young_person_agreed BOOLEAN,
    young_person_knows_follow_up BOOLEAN,
    well_prepared BOOLEAN,
    well_run BOOLEAN,
    agenda_completed BOOLEAN,
    clear_goals BOOLEAN,
    responsibilities_agreed BOOLEAN,
    follow_up_agreed BOOLEAN,
    plan_useful BOOLEAN,
    network_map_exists BOOLEAN,
    network_map_used BOOLEAN,
    network_map_sufficient BOOLEAN,
    has_chosen_adult BOOLEAN,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_meetings PRIMARY KEY (id)
);

CREATE TABLE network_people (
    case_id VARCHAR NOT NULL,
    name VARCHAR,
    sphere VARCHAR,
    relation VARCHAR,
    closeness INTEGER,
    chosen_adult BOOLEAN,
    phone VARCHAR,
    email VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_network_people PRIMARY KEY (id)
);

CREATE TABLE overrides (
    case_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    subject_id VARCHAR,
    staff_id VARCHAR,
    reason TEXT NOT NULL,
    date DATE NOT NULL,
    valid_to DATE,
    by_id VARCHAR NOT NULL,
    by_name VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_overrides PRIMARY KEY (id)
);

CREATE TABLE risk_indicators (
    case_id VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    "when" VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_risk_indicators PRIMARY KEY (id)
);

CREATE TABLE statuses (
    case_id VARCHAR NOT NULL,
    date DATE NOT NULL,
    in_education BOOLEAN,
    education_type VARCHAR,
    employment VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_statuses PRIMARY KEY (id)
);

CREATE TABLE support_courses (
    case_id VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    worker_id VARCHAR NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE,
    end_reason VARCHAR,
    follow_on_support VARCHAR,
    follow_on_note TEXT,
    handover_agreed_date DATE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_support_courses PRIMARY KEY (id)
);

CREATE TABLE agreements (
    goal_id VARCHAR NOT NULL,
    text TEXT NOT NULL,
    responsible VARCHAR NOT NULL,
    follow_up_date DATE NOT NULL,
    meeting_id VARCHAR,
    status VARCHAR,
    done_date DATE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_agreements PRIMARY KEY (id)
);

CREATE TABLE participants (
    meeting_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    name VARCHAR,
    invited BOOLEAN,
    attended BOOLEAN,
    active BOOLEAN,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_participants PRIMARY KEY (id)
);

CREATE TABLE pauses (
    course_id VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    to_date DATE,
    reason VARCHAR NOT NULL,
    note TEXT,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_pauses PRIMARY KEY (id)
);
