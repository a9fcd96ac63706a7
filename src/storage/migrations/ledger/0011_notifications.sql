-- What members are told, when that is kept back, and what makes a visit worth telling.

CREATE TABLE notification (
  id {{id}},
  member_id BIGINT NOT NULL REFERENCES member (id),
  kind TEXT NOT NULL,
  contact_id BIGINT REFERENCES contact (id),
  activity_id BIGINT REFERENCES activity (id),   -- that it tells of
  at BIGINT NOT NULL,               -- when that happened
  held_until BIGINT,                -- quiet hours: nobody has been told yet
  summary_id BIGINT REFERENCES notification (id),  -- the notification that told it with others
  read_at BIGINT
);
CREATE INDEX notification_by_member ON notification (member_id, id) WHERE summary_id IS NULL;
CREATE INDEX notification_unread ON notification (member_id, id)
  WHERE read_at IS NULL AND held_until IS NULL AND summary_id IS NULL;
CREATE INDEX notification_by_contact ON notification (contact_id, at) WHERE contact_id IS NOT NULL;
CREATE INDEX notification_held ON notification (held_until) WHERE held_until IS NOT NULL;
CREATE INDEX notification_by_summary ON notification (summary_id) WHERE summary_id IS NOT NULL;

-- timeline::RevisitSettings
CREATE TABLE revisit_settings (
  id {{id}} CHECK (id = 1),
  pause_hours INTEGER NOT NULL,
  throttle_minutes INTEGER NOT NULL,
  important_pages TEXT NOT NULL     -- JSON list of patterns
);
INSERT INTO revisit_settings VALUES (1, 24, 60, '["/pricing*","/tarifs*","/demo*"]');

-- Up to which activity of each writer node visits have been looked at. What is here already is history.
CREATE TABLE revisit_watermark (
  node INTEGER NOT NULL PRIMARY KEY,
  newest BIGINT NOT NULL
) {{clustered}};
INSERT INTO revisit_watermark
  SELECT node, max(id) FROM activity GROUP BY node;

ALTER TABLE preferences ADD COLUMN browser_notifications INTEGER;
ALTER TABLE preferences ADD COLUMN quiet_hours INTEGER;
ALTER TABLE preferences ADD COLUMN quiet_from_minute INTEGER;
ALTER TABLE preferences ADD COLUMN quiet_to_minute INTEGER;
