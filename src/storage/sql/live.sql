-- name: list_activities_after
SELECT activity.id, activity.kind, activity.at,
  coalesce(activity.contact_id, visitor.contact_id) AS contact_id, activity.visitor_id,
  activity.detail
FROM activity
LEFT JOIN visitor ON visitor.id = activity.visitor_id
WHERE activity.node = :node AND activity.id > :after
ORDER BY activity.id LIMIT :most;

-- name: list_newest_activities
SELECT activity.id, activity.kind, activity.at,
  coalesce(activity.contact_id, visitor.contact_id) AS contact_id, activity.visitor_id,
  activity.detail
FROM activity
LEFT JOIN visitor ON visitor.id = activity.visitor_id
WHERE activity.node = :node
ORDER BY activity.id DESC LIMIT :most;

-- name: find_visitor
SELECT visitor.contact_id, contact.first_name, contact.last_name, contact.email,
  contact.company_id, company.name AS company, owner.name AS owner, visitor.country, visitor.city,
  visitor.device, visitor.browser
FROM visitor
LEFT JOIN contact ON contact.id = visitor.contact_id
LEFT JOIN company ON company.id = contact.company_id
LEFT JOIN member AS owner ON owner.id = contact.owner_id
WHERE visitor.id = :id;

-- name: has_visitors
SELECT CASE WHEN EXISTS (SELECT 1 FROM visitor) THEN 1 ELSE 0 END;
