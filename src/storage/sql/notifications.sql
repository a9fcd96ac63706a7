-- name: insert_notification
INSERT INTO notification
  (id, member_id, kind, contact_id, activity_id, at, held_until, summary_id, read_at)
VALUES
  (:id, :member_id, :kind, :contact_id, :activity_id, :at, :held_until, :summary_id, :read_at);

-- name: list_notifications
SELECT notification.id, notification.kind, notification.at, notification.read_at,
  notification.contact_id, contact.first_name, contact.last_name, contact.email,
  company.name AS company, activity.detail
FROM notification
LEFT JOIN contact ON contact.id = notification.contact_id
LEFT JOIN company ON company.id = contact.company_id
LEFT JOIN activity ON activity.id = notification.activity_id
WHERE notification.member_id = :member_id AND notification.summary_id IS NULL
  AND notification.held_until IS NULL AND notification.id < :before
ORDER BY notification.id DESC LIMIT :most;

-- name: list_summed
SELECT notification.id, notification.kind, notification.at, notification.read_at,
  notification.contact_id, contact.first_name, contact.last_name, contact.email,
  company.name AS company, activity.detail
FROM notification
LEFT JOIN contact ON contact.id = notification.contact_id
LEFT JOIN company ON company.id = contact.company_id
LEFT JOIN activity ON activity.id = notification.activity_id
WHERE notification.summary_id = :summary_id
ORDER BY notification.id DESC LIMIT :most;

-- name: count_summed
SELECT count(*) FROM notification WHERE summary_id = :summary_id;

-- name: count_unread
SELECT count(*) FROM (
  SELECT 1 FROM notification
  WHERE member_id = :member_id AND read_at IS NULL AND held_until IS NULL AND summary_id IS NULL
  LIMIT :most
) AS unread;

-- name: has_notification
SELECT count(*) FROM notification
WHERE id = :id AND member_id = :member_id AND held_until IS NULL AND summary_id IS NULL;

-- name: mark_read
UPDATE notification SET read_at = :read_at WHERE id = :id AND read_at IS NULL;

-- name: mark_all_read
UPDATE notification SET read_at = :read_at
WHERE member_id = :member_id AND read_at IS NULL AND held_until IS NULL AND summary_id IS NULL
  AND id <= :last;

-- name: list_held
SELECT id, member_id, kind, contact_id, activity_id, at, held_until, summary_id, read_at
FROM notification WHERE held_until IS NOT NULL AND held_until <= :now
ORDER BY member_id, id;

-- name: release_held
UPDATE notification SET held_until = NULL, summary_id = :summary_id WHERE id = :id;

-- name: last_told_of_contact
SELECT max(at) FROM notification WHERE contact_id = :contact_id AND kind = 'contact_revisited';
