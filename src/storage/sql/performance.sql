-- Read from the mirror (DuckDB). Stages are numbers, visitor 0 to customer 5; see mirror/facts.h.

-- name: funnel
WITH counted AS MATERIALIZED (
  SELECT
    CASE $by WHEN 'origin' THEN origin WHEN 'month' THEN month WHEN 'landing_page' THEN landing_page
      ELSE '' END AS key,
    count(*) FILTER (reached >= 0) AS reached_0, count(visitor_at) AS recorded_0,
    count(*) FILTER (stage = 0) AS current_0, NULL::DOUBLE AS days_0,
    count(*) FILTER (reached >= 1) AS reached_1, count(lead_at) AS recorded_1,
    count(*) FILTER (stage = 1) AS current_1, median(days_to_lead) AS days_1,
    count(*) FILTER (reached >= 2) AS reached_2, count(mql_at) AS recorded_2,
    count(*) FILTER (stage = 2) AS current_2, median(days_to_mql) AS days_2,
    count(*) FILTER (reached >= 3) AS reached_3, count(sql_at) AS recorded_3,
    count(*) FILTER (stage = 3) AS current_3, median(days_to_sql) AS days_3,
    count(*) FILTER (reached >= 4) AS reached_4, count(opportunity_at) AS recorded_4,
    count(*) FILTER (stage = 4) AS current_4, median(days_to_opportunity) AS days_4,
    count(*) FILTER (reached >= 5) AS reached_5, count(customer_at) AS recorded_5,
    count(*) FILTER (stage = 5) AS current_5, median(days_to_customer) AS days_5
  FROM contact
  WHERE first_day BETWEEN $from AND $to AND ($origin IS NULL OR origin = $origin)
  GROUP BY key
)
SELECT key, 0::BIGINT AS stage, reached_0, recorded_0, current_0, days_0 FROM counted
UNION ALL
SELECT key, 1::BIGINT AS stage, reached_1, recorded_1, current_1, days_1 FROM counted
UNION ALL
SELECT key, 2::BIGINT AS stage, reached_2, recorded_2, current_2, days_2 FROM counted
UNION ALL
SELECT key, 3::BIGINT AS stage, reached_3, recorded_3, current_3, days_3 FROM counted
UNION ALL
SELECT key, 4::BIGINT AS stage, reached_4, recorded_4, current_4, days_4 FROM counted
UNION ALL
SELECT key, 5::BIGINT AS stage, reached_5, recorded_5, current_5, days_5 FROM counted
ORDER BY key, stage;

-- name: source_counts
SELECT origin, count(*) FILTER (reached >= 1), count(*) FILTER (reached >= 5)
FROM contact
WHERE first_day BETWEEN $from AND $to
GROUP BY origin
ORDER BY origin;

-- name: source_revenue
SELECT
  CASE WHEN contact.id IS NULL THEN '(no contact)' ELSE contact.origin END AS source,
  currency, sum(earned)::BIGINT, count(*)
FROM deal LEFT JOIN contact ON contact.id = deal.contact_id
WHERE earned IS NOT NULL AND coalesce(first_day, day, $from) BETWEEN $from AND $to
GROUP BY source, currency
ORDER BY source, currency;

-- name: holdings
SELECT
  (SELECT count(*) FROM contact), (SELECT count(*) FROM deal),
  (SELECT min(first_day) FROM contact), (SELECT max(first_day) FROM contact);

-- name: origins
SELECT origin FROM contact GROUP BY origin ORDER BY count(*) DESC, origin;

-- name: newest_activity
SELECT max(newest) FROM watermark;
