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
