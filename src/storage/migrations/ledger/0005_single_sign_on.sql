-- Single sign-on by OpenID Connect: the provider, whom it knows as whom, who is on the way back.

CREATE TABLE single_sign_on (
  id {{id}} CHECK (id = 1),
  name TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_secret TEXT NOT NULL,     -- sent to the provider, so it cannot be a digest
  domains TEXT NOT NULL,           -- JSON list
  group_claim TEXT NOT NULL,
  roles TEXT NOT NULL,             -- JSON list of {group, role}
  default_role TEXT
);

CREATE TABLE linked_identity (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  linked_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject)
) {{clustered}};
CREATE UNIQUE INDEX linked_identity_by_member ON linked_identity (member_id, issuer);

CREATE TABLE sign_in_attempt (
  digest TEXT NOT NULL PRIMARY KEY,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  return_address TEXT NOT NULL,
  destination TEXT NOT NULL,
  expires_at BIGINT NOT NULL
) {{clustered}};
