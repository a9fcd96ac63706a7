-- What became of the messages of tracking, by day; and whose messages are not wanted.

CREATE TABLE intake_count (
  day TEXT NOT NULL,                -- UTC
  outcome TEXT NOT NULL,            -- "taken", or why it was dropped
  count BIGINT NOT NULL,
  PRIMARY KEY (day, outcome)
) {{clustered}};

CREATE TABLE intake_settings (
  id {{id}} CHECK (id = 1),
  excluded_addresses TEXT NOT NULL  -- addresses and networks, with commas
);
INSERT INTO intake_settings VALUES (1, '');
