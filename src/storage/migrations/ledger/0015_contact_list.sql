-- What the contact list is searched, filtered and sorted by; saved views; what was taken back.

ALTER TABLE contact ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN last_seen_at BIGINT;   -- on the company's websites, to the minute
UPDATE contact SET sort_name = sort_name(first_name, last_name, email);
UPDATE contact SET last_seen_at = (
  SELECT max(activity.at) FROM visitor JOIN activity ON activity.visitor_id = visitor.id
  WHERE visitor.contact_id = contact.id)
WHERE id IN (SELECT contact_id FROM visitor WHERE contact_id IS NOT NULL);

CREATE INDEX contact_by_first_seen ON contact (first_seen_at);
CREATE INDEX contact_by_last_seen ON contact (last_seen_at);
CREATE INDEX contact_by_name ON contact (sort_name);
CREATE INDEX contact_by_stage ON contact (stage, first_seen_at);
CREATE INDEX contact_by_origin ON contact (origin);
CREATE INDEX contact_by_owner ON contact (owner_id);
CREATE INDEX contact_by_company ON contact (company_id) WHERE company_id IS NOT NULL;

-- Words are folded and split by contact_words(), the same function that decides whether a contact matches, so the
-- tokenizer has nothing left to do. An index alone: the words are not kept a second time. PostgreSQL: a tsvector
-- column of the 'simple' configuration with a GIN index, asked with 'word:*'.
CREATE VIRTUAL TABLE contact_search USING fts5 (
  words, content = '', columnsize = 0, detail = none, prefix = '1 2 3 4 5 6', tokenize = 'ascii');
INSERT INTO contact_search (rowid, words)
SELECT contact.id, contact_words(first_name, last_name, email, phone, coalesce(company.name, ''))
FROM contact LEFT JOIN company ON company.id = contact.company_id;

-- The kind is at hand in the index, so that a filtered timeline reads only the rows it shows.
DROP INDEX activity_by_contact;
DROP INDEX activity_by_visitor;
CREATE INDEX activity_by_contact ON activity (contact_id, at, id, kind) WHERE contact_id IS NOT NULL;
CREATE INDEX activity_by_visitor ON activity (visitor_id, at, id, kind) WHERE visitor_id IS NOT NULL;

-- Activities that a later `retracted` took back; what the log says, where it is looked up.
CREATE TABLE retraction (
  activity_id BIGINT NOT NULL PRIMARY KEY REFERENCES activity (id)
) {{clustered}};

CREATE TABLE contact_view (
  id {{id}},
  member_id BIGINT NOT NULL REFERENCES member (id),
  name TEXT NOT NULL,
  shared INTEGER NOT NULL,      -- 1: all members who read contacts see it
  query TEXT NOT NULL           -- JSON: people::ViewQuery
);
CREATE INDEX contact_view_by_member ON contact_view (member_id);
