-- What the mirror reads from the ledger; columns as in storage/mirror/facts.h.

-- name: list_contacts
SELECT stage, stage_since, visitor_at, lead_at, mql_at, sql_at, opportunity_at, customer_at,
  id, origin, landing_page, first_seen_at
FROM contact
ORDER BY id;

-- name: find_contact
SELECT stage, stage_since, visitor_at, lead_at, mql_at, sql_at, opportunity_at, customer_at,
  id, origin, landing_page, first_seen_at
FROM contact WHERE id = :id;

-- name: list_deals
SELECT id, name, contact_id, company_id, owner_id, state, amount, revenue, currency, opened_at,
  closed_at, flag, attributes
FROM deal
ORDER BY id;

-- name: list_activities
SELECT id, node, kind, at, contact_id, company_id, deal_id
FROM activity
ORDER BY id;

-- name: list_activities_after
SELECT id, node, kind, at, contact_id, company_id, deal_id
FROM activity
WHERE node = :node AND id > :after
ORDER BY id
LIMIT :limit;

-- name: list_activity_ids
SELECT id FROM activity ORDER BY id;
