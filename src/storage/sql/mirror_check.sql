-- Read from the mirror (DuckDB) by pages in order of id, to compare it with the ledger.

-- name: page_of_contacts
SELECT id, origin, landing_page, first_day, month, stage::BIGINT, reached::BIGINT,
  visitor_at, lead_at, mql_at, sql_at, opportunity_at, customer_at,
  days_to_lead, days_to_mql, days_to_sql, days_to_opportunity, days_to_customer
FROM contact WHERE id > $after ORDER BY id LIMIT $limit;

-- name: page_of_deals
SELECT id, contact_id, company_id, state, earned, currency, day
FROM deal WHERE id > $after ORDER BY id LIMIT $limit;

-- name: page_of_activities
SELECT id FROM activity WHERE id > $after ORDER BY id LIMIT $limit;
