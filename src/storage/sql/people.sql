-- name: insert_contact
INSERT INTO contact
  (id, email, first_name, last_name, phone, title, company_id, owner_id, origin, landing_page,
   first_seen_at, attributes, sort_name,
   stage, stage_since, visitor_at, lead_at, mql_at, sql_at, opportunity_at, customer_at)
VALUES
  (:id, :email, :first_name, :last_name, :phone, :title, :company_id, :owner_id, :origin,
   :landing_page, :first_seen_at, :attributes, sort_name(:first_name, :last_name, :email),
   :stage, :stage_since, :visitor_at, :lead_at, :mql_at, :sql_at, :opportunity_at, :customer_at);

-- name: update_contact
UPDATE contact SET
  email = :email, first_name = :first_name, last_name = :last_name, phone = :phone, title = :title,
  company_id = :company_id, owner_id = :owner_id, origin = :origin, landing_page = :landing_page,
  first_seen_at = :first_seen_at, attributes = :attributes,
  sort_name = sort_name(:first_name, :last_name, :email)
WHERE id = :id;

-- name: update_standing
UPDATE contact SET
  stage = :stage, stage_since = :stage_since, visitor_at = :visitor_at, lead_at = :lead_at,
  mql_at = :mql_at, sql_at = :sql_at, opportunity_at = :opportunity_at, customer_at = :customer_at
WHERE id = :id;

-- name: note_seen
UPDATE contact SET last_seen_at = :at
WHERE id = :id AND (last_seen_at IS NULL OR last_seen_at < :noted_before);

-- name: note_visitor_seen
UPDATE contact SET last_seen_at = :at
WHERE id = (SELECT contact_id FROM visitor WHERE id = :visitor_id)
  AND (last_seen_at IS NULL OR last_seen_at < :noted_before);

-- name: find_contact
SELECT id, email, first_name, last_name, phone, title, company_id, owner_id, origin, landing_page,
  first_seen_at, attributes
FROM contact WHERE id = :id;

-- name: find_standing
SELECT stage, stage_since, visitor_at, lead_at, mql_at, sql_at, opportunity_at, customer_at
FROM contact WHERE id = :id;

-- name: list_contact_lines
SELECT contact.id, contact.email, contact.first_name, contact.last_name, contact.phone,
  contact.title, company.name AS company, owner.email AS owner, contact.origin,
  contact.landing_page, contact.first_seen_at, contact.stage, contact.stage_since,
  contact.visitor_at, contact.lead_at, contact.mql_at, contact.sql_at, contact.opportunity_at,
  contact.customer_at, contact.attributes
FROM contact
LEFT JOIN company ON company.id = contact.company_id
LEFT JOIN member AS owner ON owner.id = contact.owner_id
WHERE contact.id > :after
ORDER BY contact.id LIMIT :most;

-- name: find_contact_line
SELECT contact.id, contact.email, contact.first_name, contact.last_name, contact.phone,
  contact.title, company.name AS company, owner.email AS owner, contact.origin,
  contact.landing_page, contact.first_seen_at, contact.stage, contact.stage_since,
  contact.visitor_at, contact.lead_at, contact.mql_at, contact.sql_at, contact.opportunity_at,
  contact.customer_at, contact.attributes
FROM contact
LEFT JOIN company ON company.id = contact.company_id
LEFT JOIN member AS owner ON owner.id = contact.owner_id
WHERE contact.id = :id;

-- name: insert_company
INSERT INTO company (id, name, domain, industry, employees, attributes)
VALUES (:id, :name, :domain, :industry, :employees, :attributes);

-- name: update_company
UPDATE company SET
  name = :name, domain = :domain, industry = :industry, employees = :employees,
  attributes = :attributes
WHERE id = :id;

-- name: find_company
SELECT id, name, domain, industry, employees, attributes FROM company WHERE id = :id;

-- name: insert_deal
INSERT INTO deal
  (id, name, contact_id, company_id, owner_id, state, amount, revenue, currency, opened_at,
   closed_at, flag, attributes)
VALUES
  (:id, :name, :contact_id, :company_id, :owner_id, :state, :amount, :revenue, :currency, :opened_at,
   :closed_at, :flag, :attributes);

-- name: update_deal
UPDATE deal SET
  name = :name, contact_id = :contact_id, company_id = :company_id, owner_id = :owner_id,
  state = :state, amount = :amount, revenue = :revenue, currency = :currency,
  opened_at = :opened_at, closed_at = :closed_at, flag = :flag, attributes = :attributes
WHERE id = :id;

-- name: find_deal
SELECT id, name, contact_id, company_id, owner_id, state, amount, revenue, currency, opened_at,
  closed_at, flag, attributes
FROM deal WHERE id = :id;

-- name: has_records
SELECT CASE WHEN EXISTS (SELECT 1 FROM contact) OR EXISTS (SELECT 1 FROM company)
  OR EXISTS (SELECT 1 FROM deal) THEN 1 ELSE 0 END;

-- name: find_reference
SELECT record_id, fingerprint FROM reference
WHERE record_type = :record_type AND name = :name AND value = :value;

-- name: save_reference
INSERT INTO reference (record_type, name, value, record_id, fingerprint)
VALUES (:record_type, :name, :value, :record_id, :fingerprint)
ON CONFLICT (record_type, name, value)
DO UPDATE SET record_id = excluded.record_id, fingerprint = excluded.fingerprint;

-- name: add_reference
INSERT INTO reference (record_type, name, value, record_id, fingerprint)
VALUES (:record_type, :name, :value, :record_id, 0)
ON CONFLICT (record_type, name, value) DO NOTHING;

-- name: list_reference_names
WITH RECURSIVE known (name) AS (
  SELECT min(name) FROM reference WHERE record_type = :record_type
  UNION ALL
  SELECT (SELECT min(name) FROM reference
          WHERE record_type = :record_type AND name > known.name)
  FROM known WHERE known.name IS NOT NULL
)
SELECT name FROM known WHERE name IS NOT NULL;
