-- The whole schema of the mirror. It is never migrated: a mirror with another schema is deleted and
-- built anew from the ledger. Columns are those of storage/mirror/facts.h, in that order.

CREATE TABLE mirror (
  identity VARCHAR,   -- of the ledger it copies
  schema BIGINT,
  time_zone VARCHAR   -- in which first_day was counted
);
CREATE TABLE watermark (node BIGINT, newest BIGINT);

CREATE TABLE contact (
  id BIGINT, origin VARCHAR, landing_page VARCHAR, first_day BIGINT, month VARCHAR,
  stage TINYINT, reached TINYINT,
  visitor_at BIGINT, lead_at BIGINT, mql_at BIGINT, sql_at BIGINT, opportunity_at BIGINT,
  customer_at BIGINT,
  seconds_to_lead INTEGER, seconds_to_mql INTEGER, seconds_to_sql INTEGER,
  seconds_to_opportunity INTEGER, seconds_to_customer INTEGER
);
CREATE TABLE deal (
  id BIGINT, contact_id BIGINT, company_id BIGINT, state VARCHAR, earned BIGINT, currency VARCHAR,
  day BIGINT
);
CREATE TABLE activity (
  id BIGINT, node BIGINT, kind VARCHAR, "at" BIGINT, contact_id BIGINT, company_id BIGINT,
  deal_id BIGINT
);
