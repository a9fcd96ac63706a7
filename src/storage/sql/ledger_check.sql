-- What doctor reads to see whether the ledger is whole. SQLite only: the pragma_ tables are its own.

-- name: integrity
SELECT integrity_check FROM pragma_integrity_check(:most);

-- name: broken_references
SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2;

-- name: schema
SELECT user_version FROM pragma_user_version;

-- Contacts one after the other, each with its stage changes; the outer join makes SQLite go through
-- the contacts by id, so that nothing is sorted.
-- name: histories
SELECT contact.id AS contact_id, stage, stage_since, visitor_at, lead_at, mql_at, sql_at,
  opportunity_at, customer_at, activity.id AS activity_id, activity.at, activity.detail
FROM contact
LEFT JOIN activity ON activity.contact_id = contact.id AND activity.kind = 'stage_changed'
ORDER BY contact.id;

-- name: activity_nodes
SELECT node, id FROM activity ORDER BY node, id;
