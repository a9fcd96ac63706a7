-- name: insert_webhook
INSERT INTO webhook
  (id, name, url, event_types, secrets, disabled_at, disabled_because, delivered_at, failing_since,
   removed_at)
VALUES
  (:id, :name, :url, :event_types, :secrets, :disabled_at, :disabled_because, :delivered_at,
   :failing_since, :removed_at);

-- name: update_webhook
UPDATE webhook SET
  name = :name, url = :url, event_types = :event_types, secrets = :secrets,
  disabled_at = :disabled_at, disabled_because = :disabled_because, delivered_at = :delivered_at,
  failing_since = :failing_since, removed_at = :removed_at
WHERE id = :id;

-- name: find_webhook
SELECT id, name, url, event_types, secrets, disabled_at, disabled_because, delivered_at,
  failing_since, removed_at
FROM webhook WHERE id = :id AND removed_at IS NULL;

-- name: list_webhooks
SELECT id, name, url, event_types, secrets, disabled_at, disabled_because, delivered_at,
  failing_since, removed_at
FROM webhook WHERE removed_at IS NULL ORDER BY id;

-- name: save_position
INSERT INTO webhook_position (webhook_id, node, newest) VALUES (:webhook_id, :node, :newest)
ON CONFLICT (webhook_id, node) DO UPDATE SET newest = excluded.newest;

-- name: list_positions
SELECT node, newest FROM webhook_position WHERE webhook_id = :webhook_id;

-- name: list_log_lines_after
SELECT id, kind, detail FROM activity WHERE node = :node AND id > :after ORDER BY id LIMIT :limit;

-- name: find_activity
SELECT id, node, kind, at, contact_id, company_id, deal_id, member_id, import_id, visitor_id,
  detail
FROM activity WHERE id = :id;

-- name: find_contact_of_visitor
SELECT contact_id FROM visitor WHERE id = :id;

-- name: insert_delivery
INSERT INTO webhook_delivery
  (id, webhook_id, event_id, activity_id, type, by_hand, state, attempts, queued_at, next_at,
   last_at, last_status, last_problem)
VALUES
  (:id, :webhook_id, :event_id, :activity_id, :type, :by_hand, :state, :attempts, :queued_at,
   :next_at, :last_at, :last_status, :last_problem)
ON CONFLICT (webhook_id, event_id) DO NOTHING;

-- name: update_delivery
UPDATE webhook_delivery SET
  by_hand = :by_hand, state = :state, attempts = :attempts, queued_at = :queued_at,
  next_at = :next_at, last_at = :last_at, last_status = :last_status, last_problem = :last_problem
WHERE id = :id;

-- name: delete_delivery
DELETE FROM webhook_delivery WHERE id = :id;

-- name: find_delivery
SELECT id, webhook_id, event_id, activity_id, type, by_hand, state, attempts, queued_at, next_at,
  last_at, last_status, last_problem
FROM webhook_delivery WHERE id = :id;

-- name: find_due_delivery
SELECT id, webhook_id, event_id, activity_id, type, by_hand, state, attempts, queued_at, next_at,
  last_at, last_status, last_problem
FROM webhook_delivery
WHERE webhook_id = :webhook_id AND state = 'pending' AND next_at <= :now
  AND (:urgent = 0 OR (by_hand = 1 AND attempts = 0))
ORDER BY by_hand DESC, id
LIMIT 1;

-- name: list_due_webhooks
SELECT webhook_id, max(by_hand = 1 AND attempts = 0) AS is_urgent
FROM webhook_delivery
WHERE state = 'pending' AND next_at <= :now AND webhook_id IN
  (SELECT id FROM webhook WHERE disabled_at IS NULL AND removed_at IS NULL)
GROUP BY webhook_id;

-- name: list_deliveries
SELECT id, webhook_id, event_id, activity_id, type, by_hand, state, attempts, queued_at, next_at,
  last_at, last_status, last_problem
FROM webhook_delivery
WHERE webhook_id = :webhook_id AND (:before IS NULL OR id < :before)
  AND (:state IS NULL OR state = :state)
ORDER BY id DESC LIMIT :limit;

-- name: count_pending
SELECT count(*) FROM webhook_delivery WHERE webhook_id = :webhook_id AND state = 'pending';

-- name: count_dead
SELECT count(*) FROM webhook_delivery WHERE webhook_id = :webhook_id AND state = 'dead';

-- name: end_old_deliveries
UPDATE webhook_delivery SET state = 'dead', next_at = NULL, last_at = :now
WHERE webhook_id = :webhook_id AND state = 'pending' AND queued_at <= :before;

-- name: delete_settled_deliveries
DELETE FROM webhook_delivery WHERE id IN
  (SELECT id FROM webhook_delivery WHERE state = :state AND last_at < :before LIMIT :most);

-- name: delete_removed_deliveries
DELETE FROM webhook_delivery WHERE id IN
  (SELECT d.id FROM webhook w JOIN webhook_delivery d ON d.webhook_id = w.id
   WHERE w.removed_at IS NOT NULL LIMIT :most);
