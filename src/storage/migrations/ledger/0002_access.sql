-- Who may do what, and how they prove who they are. Secrets are here as digests or slow hashes only.

ALTER TABLE member ADD COLUMN role TEXT NOT NULL DEFAULT 'reader';
ALTER TABLE member ADD COLUMN disabled_at BIGINT;
CREATE UNIQUE INDEX member_by_email ON member (email);

-- How a member signs in; a member without a row has yet to take up the invitation.
CREATE TABLE credential (
  member_id BIGINT NOT NULL PRIMARY KEY REFERENCES member (id),
  password_hash TEXT NOT NULL,     -- Argon2id with its salt and cost
  one_time_key TEXT NOT NULL,      -- base32; empty when no code is asked for
  one_time_step BIGINT NOT NULL,   -- the last one used
  recovery_codes TEXT NOT NULL     -- JSON list of the digests of those not used yet
);

CREATE TABLE session (
  id {{id}},
  member_id BIGINT NOT NULL REFERENCES member (id),
  digest TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
);
CREATE INDEX session_by_member ON session (member_id);

-- Wrong passwords in a row, by account (a digest of the address typed, known or not) and by
-- network address.
CREATE TABLE failed_tries (
  subject TEXT NOT NULL PRIMARY KEY,
  count BIGINT NOT NULL,
  last_at BIGINT NOT NULL
) {{clustered}};

-- Links that work once: an invitation, a new password.
CREATE TABLE link (
  id {{id}},
  purpose TEXT NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  digest TEXT NOT NULL UNIQUE,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE token (
  id {{id}},
  member_id BIGINT NOT NULL REFERENCES member (id),
  name TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,            -- JSON list of permissions
  last_used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX token_by_member ON token (member_id);

-- Append-only: who did what to which record, from where.
CREATE TABLE audit (
  id {{id}},
  at BIGINT NOT NULL,
  member_id BIGINT REFERENCES member (id),
  deed TEXT NOT NULL,
  record_type TEXT NOT NULL,
  record_id BIGINT,
  address TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX audit_by_member ON audit (member_id, id);
