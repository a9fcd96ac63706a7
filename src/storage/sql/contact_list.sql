-- name: find_contact_words
SELECT contact.id,
  contact_words(first_name, last_name, email, phone, coalesce(company.name, '')) AS words
FROM contact LEFT JOIN company ON company.id = contact.company_id
WHERE contact.id = :id;

-- name: list_words_of_company
SELECT contact.id, contact_words(first_name, last_name, email, phone, company.name) AS words
FROM contact JOIN company ON company.id = contact.company_id
WHERE contact.company_id = :company_id;

-- name: add_contact_words
INSERT INTO contact_search (rowid, words) VALUES (:id, :words);

-- name: remove_contact_words
INSERT INTO contact_search (contact_search, rowid, words) VALUES ('delete', :id, :words);

-- How many contacts each way leads to, counted to :most only.

-- name: count_all
SELECT count(*) AS count FROM (SELECT 1 FROM contact LIMIT :most) AS some;

-- name: count_found
SELECT count(*) AS count FROM (
  SELECT 1 FROM contact_search WHERE contact_search MATCH :typed LIMIT :most) AS some;

-- name: count_in_stage
SELECT count(*) AS count FROM (SELECT 1 FROM contact WHERE stage = :stage LIMIT :most) AS some;

-- name: count_of_owner
SELECT count(*) AS count FROM (SELECT 1 FROM contact WHERE owner_id = :owner LIMIT :most) AS some;

-- name: count_of_nobody
SELECT count(*) AS count FROM (SELECT 1 FROM contact WHERE owner_id IS NULL LIMIT :most) AS some;

-- name: count_of_origin
SELECT count(*) AS count FROM (SELECT 1 FROM contact WHERE origin = :origin LIMIT :most) AS some;

-- name: count_seen_since
SELECT count(*) AS count FROM (
  SELECT 1 FROM contact WHERE last_seen_at >= :seen_since LIMIT :most) AS some;

-- name: count_known_between
SELECT count(*) AS count FROM (
  SELECT 1 FROM contact WHERE first_seen_at >= :since AND first_seen_at < :until LIMIT :most) AS some;

-- The same ways, followed. Words are made only when :typed asks for them.

-- name: list_all
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact;

-- name: list_found
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin, '' AS words
FROM contact_search JOIN contact ON contact.id = contact_search.rowid
WHERE contact_search MATCH :typed;

-- name: list_in_stage
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE stage = :stage;

-- name: list_of_owner
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE owner_id = :owner;

-- name: list_of_nobody
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE owner_id IS NULL;

-- name: list_of_origin
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE origin = :origin;

-- name: list_seen_since
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE last_seen_at >= :seen_since;

-- name: list_known_between
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE first_seen_at >= :since AND first_seen_at < :until;

-- The orders of the list, each walked along its index from a place on.

-- name: walk_newest
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE (first_seen_at, id) < (:at, :id)
ORDER BY first_seen_at DESC, id DESC LIMIT :most;

-- name: walk_last_seen
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE (last_seen_at, id) < (:at, :id)
ORDER BY last_seen_at DESC, id DESC LIMIT :most;

-- name: walk_never_seen
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE last_seen_at IS NULL AND id < :id
ORDER BY id DESC LIMIT :most;

-- name: walk_name
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE (sort_name, id) > (:name, :id)
ORDER BY sort_name, id LIMIT :most;

-- name: walk_stage
SELECT id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin,
  CASE WHEN :typed = '' THEN '' ELSE contact_words(first_name, last_name, email, phone,
    coalesce((SELECT name FROM company WHERE company.id = contact.company_id), '')) END AS words
FROM contact WHERE stage = :stage AND (first_seen_at, id) < (:at, :id)
ORDER BY first_seen_at DESC, id DESC LIMIT :most;

-- name: find_row
SELECT contact.id, contact.first_name, contact.last_name, contact.email, contact.phone,
  contact.title, contact.company_id, company.name AS company_name, contact.owner_id,
  member.name AS owner_name, contact.origin, contact.stage, contact.stage_since,
  contact.first_seen_at, contact.last_seen_at
FROM contact
LEFT JOIN company ON company.id = contact.company_id
LEFT JOIN member ON member.id = contact.owner_id
WHERE contact.id = :id;

-- name: find_last_seen
SELECT last_seen_at FROM contact WHERE id = :id;
