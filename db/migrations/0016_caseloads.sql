-- Who is away and who stands in for them, and which coordinators have a caseload of aftercare.

ALTER TABLE staff ADD COLUMN aftercare BOOLEAN;

CREATE TABLE absences (
    staff_id VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    to_date DATE NOT NULL,
    kind VARCHAR NOT NULL,
    deputy_id VARCHAR,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_absences PRIMARY KEY (id)
);
