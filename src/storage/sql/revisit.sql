-- name: find_revisit_settings
SELECT pause_hours, throttle_minutes, important_pages FROM revisit_settings WHERE id = 1;

-- name: save_revisit_settings
UPDATE revisit_settings SET pause_hours = :pause_hours, throttle_minutes = :throttle_minutes,
  important_pages = :important_pages
WHERE id = 1;

-- name: list_revisit_watermarks
SELECT node, newest FROM revisit_watermark;

-- name: save_revisit_watermark
INSERT INTO revisit_watermark (node, newest) VALUES (:node, :newest)
ON CONFLICT (node) DO UPDATE SET newest = excluded.newest;

-- name: list_sightings
SELECT activity.id, activity.node, activity.kind, activity.at, visitor.contact_id,
  contact.owner_id, contact.first_seen_at, activity.detail
FROM activity
JOIN visitor ON visitor.id = activity.visitor_id
JOIN contact ON contact.id = visitor.contact_id
JOIN member ON member.id = contact.owner_id
WHERE activity.node = :node AND activity.id > :after AND activity.id <= :upto
  AND member.disabled_at IS NULL
ORDER BY activity.id LIMIT :most;

-- name: list_signs
SELECT at, kind, detail FROM activity
WHERE visitor_id = :visitor_id AND at <= :at AND id <> :id
ORDER BY at DESC LIMIT :most;
