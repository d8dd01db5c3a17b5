-- Who comes in by the municipality's own sign-on (OpenID Connect).

CREATE TABLE sign_ons (
    issuer VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    account_id VARCHAR,
    first_time TIMESTAMP WITH TIME ZONE NOT NULL,
    last_time TIMESTAMP WITH TIME ZONE NOT NULL,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_sign_ons PRIMARY KEY (id)
);
