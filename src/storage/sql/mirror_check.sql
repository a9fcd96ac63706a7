-- Read from the mirror (DuckDB) by pages in order of id, to compare it with the ledger.

-- name: page_of_contacts
SELECT id, origin, landing_page, first_day, month, stage::BIGINT, reached::BIGINT,
  visitor_at, lead_at, mql_at, sql_at, opportunity_at, customer_at,
  seconds_to_lead::BIGINT, seconds_to_mql::BIGINT, seconds_to_sql::BIGINT,
  seconds_to_opportunity::BIGINT, seconds_to_customer::BIGINT
FROM contact WHERE id > $after ORDER BY id LIMIT $limit;

-- name: page_of_deals
SELECT id, contact_id, company_id, state, earned, currency, day
FROM deal WHERE id > $after ORDER BY id LIMIT $limit;

-- name: page_of_activities
SELECT id FROM activity WHERE id > $after ORDER BY id LIMIT $limit;
