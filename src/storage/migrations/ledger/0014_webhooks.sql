-- Webhooks: who is told of what happens, how far along the activity log, and each event on its way.

CREATE TABLE webhook (
  id {{id}},
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  event_types TEXT NOT NULL,       -- JSON list
  secrets TEXT NOT NULL,           -- JSON list of {secret, expires_at}; messages are signed with them
  disabled_at BIGINT,
  disabled_because TEXT,
  delivered_at BIGINT,
  failing_since BIGINT,
  removed_at BIGINT                -- out of sight; its deliveries are deleted bit by bit
);

-- Up to which activity of each writer node a webhook's deliveries were made.
CREATE TABLE webhook_position (
  webhook_id BIGINT NOT NULL REFERENCES webhook (id),
  node INTEGER NOT NULL,
  newest BIGINT NOT NULL,
  PRIMARY KEY (webhook_id, node)
) {{clustered}};

-- What is sent is put together when it is, so that no copy of personal data lies here.
CREATE TABLE webhook_delivery (
  id {{id}},
  webhook_id BIGINT NOT NULL REFERENCES webhook (id),
  event_id BIGINT NOT NULL,
  activity_id BIGINT,              -- absent for a test
  type TEXT NOT NULL,
  by_hand INTEGER NOT NULL,        -- 1: somebody waits for it
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  queued_at BIGINT NOT NULL,
  next_at BIGINT,
  last_at BIGINT,
  last_status INTEGER,
  last_problem TEXT NOT NULL       -- JSON {code, args}, or null
);
CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (webhook_id, event_id);
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_pending ON webhook_delivery (webhook_id, id) WHERE state = 'pending';
CREATE INDEX webhook_delivery_dead ON webhook_delivery (webhook_id, id) WHERE state = 'dead';
CREATE INDEX webhook_delivery_by_age ON webhook_delivery (state, last_at);
