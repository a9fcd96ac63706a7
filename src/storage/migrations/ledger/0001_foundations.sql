-- {{id}} is the integer primary key of the engine at hand, {{clustered}} a table stored in its key's
-- order where the engine has that. Instants are milliseconds since 1970, UTC; money is minor units.

CREATE TABLE workspace (
  id {{id}} CHECK (id = 1),
  identity TEXT NOT NULL,       -- random, made with the ledger: tells a mirror whose copy it is
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  currency TEXT NOT NULL,
  time_zone TEXT NOT NULL       -- IANA; in which zone a contact's first day is counted
);
INSERT INTO workspace VALUES (1, lower(hex(randomblob(16))), '', 'en', 'EUR', 'UTC');

CREATE TABLE member (
  id {{id}},
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  team TEXT NOT NULL
);

CREATE TABLE company (
  id {{id}},
  name TEXT NOT NULL,
  domain TEXT NOT NULL,
  industry TEXT NOT NULL,
  employees BIGINT,
  attributes TEXT NOT NULL
);

CREATE TABLE contact (
  id {{id}},
  email TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  phone TEXT NOT NULL,
  title TEXT NOT NULL,
  company_id BIGINT REFERENCES company (id),
  owner_id BIGINT REFERENCES member (id),
  origin TEXT NOT NULL,
  landing_page TEXT NOT NULL,
  first_seen_at BIGINT NOT NULL,
  attributes TEXT NOT NULL,
  -- lifecycle::Standing
  stage TEXT NOT NULL,
  stage_since BIGINT NOT NULL,
  visitor_at BIGINT,
  lead_at BIGINT,
  mql_at BIGINT,
  sql_at BIGINT,
  opportunity_at BIGINT,
  customer_at BIGINT
);

CREATE TABLE deal (
  id {{id}},
  name TEXT NOT NULL,
  contact_id BIGINT REFERENCES contact (id),
  company_id BIGINT REFERENCES company (id),
  owner_id BIGINT REFERENCES member (id),
  state TEXT NOT NULL,
  amount BIGINT,
  revenue BIGINT,
  currency TEXT NOT NULL,
  opened_at BIGINT,
  closed_at BIGINT,
  flag TEXT NOT NULL,
  attributes TEXT NOT NULL
);
CREATE INDEX deal_by_contact ON deal (contact_id);

-- Every name under which a record is known: an address, another system's id, a company's name.
CREATE TABLE reference (
  record_type TEXT NOT NULL,    -- contact, company, deal
  name TEXT NOT NULL,           -- "email", "olist:mql_id"
  value TEXT NOT NULL,
  record_id BIGINT NOT NULL,
  fingerprint BIGINT NOT NULL,  -- of the imported row last seen under it; 0 when there was none
  PRIMARY KEY (record_type, name, value)
) {{clustered}};

CREATE TABLE import (
  id {{id}},
  file TEXT NOT NULL,
  kind TEXT NOT NULL,
  layout TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT,           -- NULL while it runs, and for ever when it was cut off
  counts TEXT NOT NULL
);

-- Append-only. Ids increase within a node, in the order of commits.
CREATE TABLE activity (
  id {{id}},
  node INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  contact_id BIGINT REFERENCES contact (id),
  company_id BIGINT REFERENCES company (id),
  deal_id BIGINT REFERENCES deal (id),
  member_id BIGINT REFERENCES member (id),
  import_id BIGINT REFERENCES import (id),
  detail TEXT NOT NULL
);
CREATE INDEX activity_by_node ON activity (node, id);
CREATE INDEX activity_by_contact ON activity (contact_id, at) WHERE contact_id IS NOT NULL;
