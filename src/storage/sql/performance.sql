-- Read from the mirror (DuckDB). Stages are numbers, visitor 0 to customer 5; see mirror/facts.h.

-- name: funnel
WITH chosen AS NOT MATERIALIZED (  -- a copy of its rows takes longer than reading them twice
  SELECT *,
    CASE $by WHEN 'origin' THEN origin WHEN 'month' THEN month WHEN 'landing_page' THEN landing_page
      ELSE '' END AS key
  FROM contact
  WHERE first_day BETWEEN $from AND $to AND ($origin IS NULL OR origin = $origin)
),
-- A few rows a group, which are added up for each of the six stages below.
counted AS (
  SELECT key, reached, stage, count(*) AS contacts,
    [count(visitor_at), count(lead_at), count(mql_at), count(sql_at), count(opportunity_at),
     count(customer_at)] AS recorded
  FROM chosen
  GROUP BY key, reached, stage
),
timed AS (
  SELECT key,
    [NULL, median(seconds_to_lead), median(seconds_to_mql), median(seconds_to_sql),
     median(seconds_to_opportunity), median(seconds_to_customer)] AS seconds
  FROM chosen
  GROUP BY key
)
SELECT key, number AS stage,
  coalesce(sum(contacts) FILTER (reached >= number), 0)::BIGINT AS reached,
  sum(recorded[number + 1])::BIGINT AS recorded,
  coalesce(sum(contacts) FILTER (counted.stage = number), 0)::BIGINT AS current,
  any_value(seconds[number + 1]) / 86400 AS median_days
FROM counted JOIN timed USING (key) CROSS JOIN range(6) AS stages (number)
GROUP BY key, number
ORDER BY key, number;

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
