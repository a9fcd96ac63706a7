-- Tokens of integrations, which outlive whoever set them up; keys for the tracking script; which
-- token did something; the company's opening hours. Tokens of 0002 were never handed out.

DROP TABLE token;
CREATE TABLE token (
  id {{id}},
  member_id BIGINT REFERENCES member (id),   -- absent: an integration's
  name TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,                      -- JSON list of permissions
  last_used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX token_by_member ON token (member_id);

-- For the tracking script: stands in every page, so it is no secret, and sends activities only.
CREATE TABLE write_key (
  id {{id}},
  name TEXT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  revoked_at BIGINT
);

ALTER TABLE audit ADD COLUMN token_id BIGINT REFERENCES token (id);

-- JSON: seven lists of opening periods, Monday first, in minutes after midnight.
ALTER TABLE workspace ADD COLUMN opening_hours TEXT NOT NULL DEFAULT
  '[[{"from_minute":540,"to_minute":1080}],[{"from_minute":540,"to_minute":1080}],[{"from_minute":540,"to_minute":1080}],[{"from_minute":540,"to_minute":1080}],[{"from_minute":540,"to_minute":1080}],[],[]]';
