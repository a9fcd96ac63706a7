-- name: append_activity
INSERT INTO activity
  (id, node, kind, at, contact_id, company_id, deal_id, member_id, import_id, visitor_id,
   detail)
VALUES
  (:id, :node, :kind, :at, :contact_id, :company_id, :deal_id, :member_id, :import_id,
   :visitor_id, :detail);

-- name: newest_activity
SELECT max(id) FROM activity;

-- name: newest_activity_of_each_node
WITH RECURSIVE known (node) AS (
  SELECT min(node) FROM activity
  UNION ALL
  SELECT (SELECT min(node) FROM activity WHERE node > known.node)
  FROM known WHERE known.node IS NOT NULL
)
SELECT node, (SELECT max(id) FROM activity WHERE activity.node = known.node)
FROM known WHERE node IS NOT NULL;


-- name: list_activities_of_contact
SELECT id, node, kind, at, contact_id, company_id, deal_id, member_id, import_id, visitor_id,
  detail
FROM activity
WHERE contact_id = :contact_id
ORDER BY at, id;

-- name: list_of_contact
SELECT id, node, kind, at, contact_id, company_id, deal_id, member_id, import_id, visitor_id,
  detail
FROM activity
WHERE contact_id = :of AND at >= :floor AND (at, id) < (:before_at, :before_id)
  AND :kinds LIKE '%,' || kind || ',%'
  AND NOT EXISTS (SELECT 1 FROM retraction WHERE activity_id = activity.id)
ORDER BY at DESC, id DESC LIMIT :most;

-- name: list_of_visitor
SELECT id, node, kind, at, contact_id, company_id, deal_id, member_id, import_id, visitor_id,
  detail
FROM activity
WHERE visitor_id = :of AND at >= :floor AND (at, id) < (:before_at, :before_id)
  AND :kinds LIKE '%,' || kind || ',%'
  AND NOT EXISTS (SELECT 1 FROM retraction WHERE activity_id = activity.id)
ORDER BY at DESC, id DESC LIMIT :most;

-- name: find_activity
SELECT id, node, kind, at, contact_id, company_id, deal_id, member_id, import_id, visitor_id,
  detail
FROM activity WHERE id = :id;

-- name: insert_retraction
INSERT INTO retraction (activity_id) VALUES (:activity_id);

-- name: find_retraction
SELECT activity_id AS id FROM retraction WHERE activity_id = :activity_id;
