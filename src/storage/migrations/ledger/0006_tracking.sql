-- What the company's websites tell: who visits, and what happened there.

-- A browser, as far as it may be known: with consent by an id of its own, otherwise by a digest that is another
-- one each day, so that nothing links one day to the next. The code is not unique: a second person who says who
-- they are on the same browser is a visitor of their own, and the newest one of a code is the one at the keyboard.
CREATE TABLE visitor (
  id {{id}},
  code TEXT NOT NULL,
  consented INTEGER NOT NULL,       -- 1: the code is an id that the browser keeps
  contact_id BIGINT REFERENCES contact (id),   -- who it is, once known
  first_seen_at BIGINT NOT NULL,
  browser TEXT NOT NULL,
  system TEXT NOT NULL,
  device TEXT NOT NULL,
  country TEXT NOT NULL,            -- ISO 3166; empty when unknown, as the two below
  region TEXT NOT NULL,
  city TEXT NOT NULL
);
CREATE INDEX visitor_by_code ON visitor (code, id);
CREATE INDEX visitor_by_contact ON visitor (contact_id, id) WHERE contact_id IS NOT NULL;

ALTER TABLE activity ADD COLUMN visitor_id BIGINT REFERENCES visitor (id);
CREATE INDEX activity_by_visitor ON activity (visitor_id, at) WHERE visitor_id IS NOT NULL;

-- Ids of messages taken in the last day, as 64-bit digests: the same message again changes nothing.
CREATE TABLE taken_message (
  id {{id}},
  at BIGINT NOT NULL
);
CREATE INDEX taken_message_by_time ON taken_message (at);

-- What the digests of visitors without consent are made with; a salt is forgotten soon after its day.
CREATE TABLE daily_salt (
  day TEXT NOT NULL PRIMARY KEY,
  salt TEXT NOT NULL
) {{clustered}};
