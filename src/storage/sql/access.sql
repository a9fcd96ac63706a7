-- name: insert_member
INSERT INTO member (id, name, email, team, role, disabled_at)
VALUES (:id, :name, :email, :team, :role, :disabled_at);

-- name: update_member
UPDATE member SET name = :name, email = :email, team = :team, role = :role,
  disabled_at = :disabled_at
WHERE id = :id;

-- name: list_members
SELECT id, name, email, team, role, disabled_at FROM member ORDER BY id;

-- name: find_member
SELECT id, name, email, team, role, disabled_at FROM member WHERE id = :id;

-- name: find_member_by_email
SELECT id, name, email, team, role, disabled_at FROM member WHERE email = :email;

-- name: find_preferences
SELECT language, theme, browser_notifications, quiet_hours, quiet_from_minute, quiet_to_minute
FROM preferences WHERE member_id = :member_id;

-- name: save_preferences
INSERT INTO preferences
  (member_id, language, theme, browser_notifications, quiet_hours, quiet_from_minute,
   quiet_to_minute)
VALUES
  (:member_id, :language, :theme, :browser_notifications, :quiet_hours, :quiet_from_minute,
   :quiet_to_minute)
ON CONFLICT (member_id) DO UPDATE SET language = excluded.language, theme = excluded.theme,
  browser_notifications = excluded.browser_notifications, quiet_hours = excluded.quiet_hours,
  quiet_from_minute = excluded.quiet_from_minute, quiet_to_minute = excluded.quiet_to_minute;

-- name: find_credential
SELECT member_id, password_hash, one_time_key, one_time_step, recovery_codes
FROM credential WHERE member_id = :member_id;

-- name: save_credential
INSERT INTO credential (member_id, password_hash, one_time_key, one_time_step, recovery_codes)
VALUES (:member_id, :password_hash, :one_time_key, :one_time_step, :recovery_codes)
ON CONFLICT (member_id) DO UPDATE SET password_hash = excluded.password_hash,
  one_time_key = excluded.one_time_key, one_time_step = excluded.one_time_step,
  recovery_codes = excluded.recovery_codes;

-- name: insert_session
INSERT INTO session (id, member_id, digest, created_at, last_used_at, address, agent)
VALUES (:id, :member_id, :digest, :created_at, :last_used_at, :address, :agent);

-- name: find_session
SELECT id, member_id, digest, created_at, last_used_at, address, agent
FROM session WHERE digest = :digest;

-- name: list_sessions
SELECT id, member_id, digest, created_at, last_used_at, address, agent
FROM session WHERE member_id = :member_id ORDER BY last_used_at DESC;

-- name: touch_session
UPDATE session SET last_used_at = :last_used_at WHERE id = :id;

-- name: delete_session
DELETE FROM session WHERE id = :id;

-- name: delete_sessions_of
DELETE FROM session WHERE member_id = :member_id;

-- name: delete_other_sessions
DELETE FROM session WHERE member_id = :member_id AND id <> :kept;

-- name: list_last_uses
SELECT member_id, max(last_used_at) AS last_used_at FROM session GROUP BY member_id;

-- name: list_able_to_sign_in
SELECT member_id FROM credential
UNION
SELECT member_id FROM linked_identity WHERE issuer = (SELECT issuer FROM single_sign_on);

-- name: list_with_password
SELECT member_id FROM credential;

-- name: find_failed_tries
SELECT count, last_at FROM failed_tries WHERE subject = :subject;

-- name: save_failed_tries
INSERT INTO failed_tries (subject, count, last_at) VALUES (:subject, :count, :last_at)
ON CONFLICT (subject) DO UPDATE SET count = excluded.count, last_at = excluded.last_at;

-- name: forget_failed_tries
DELETE FROM failed_tries WHERE subject = :subject;

-- name: insert_link
INSERT INTO link (id, purpose, member_id, digest, expires_at, used_at)
VALUES (:id, :purpose, :member_id, :digest, :expires_at, :used_at);

-- name: find_link
SELECT id, purpose, member_id, digest, expires_at, used_at FROM link WHERE digest = :digest;

-- name: use_links_of
UPDATE link SET used_at = :used_at WHERE member_id = :member_id AND used_at IS NULL;

-- name: insert_token
INSERT INTO token (id, member_id, name, digest, scopes, last_used_at, revoked_at)
VALUES (:id, :member_id, :name, :digest, :scopes, :last_used_at, :revoked_at);

-- name: find_token
SELECT id, member_id, name, digest, scopes, last_used_at, revoked_at
FROM token WHERE id = :id;

-- name: find_token_by_digest
SELECT id, member_id, name, digest, scopes, last_used_at, revoked_at
FROM token WHERE digest = :digest;

-- name: list_tokens
SELECT id, member_id, name, digest, scopes, last_used_at, revoked_at FROM token ORDER BY id;

-- name: insert_write_key
INSERT INTO write_key (id, name, code, revoked_at) VALUES (:id, :name, :code, :revoked_at);

-- name: find_write_key
SELECT id, name, code, revoked_at FROM write_key WHERE id = :id;

-- name: find_write_key_by_code
SELECT id, name, code, revoked_at FROM write_key WHERE code = :code;

-- name: list_write_keys
SELECT id, name, code, revoked_at FROM write_key ORDER BY id;

-- name: update_write_key
UPDATE write_key SET revoked_at = :revoked_at WHERE id = :id;

-- name: update_token
UPDATE token SET last_used_at = :last_used_at, revoked_at = :revoked_at WHERE id = :id;

-- name: insert_audit_entry
INSERT INTO audit (id, at, member_id, token_id, deed, record_type, record_id, address, detail)
VALUES (:id, :at, :member_id, :token_id, :deed, :record_type, :record_id, :address, :detail);

-- name: list_audit_entries
SELECT id, at, member_id, token_id, deed, record_type, record_id, address, detail FROM audit
WHERE (:before IS NULL OR id < :before) AND (:by IS NULL OR member_id = :by)
  AND (:only IS NULL OR deed = :only) AND (:since IS NULL OR at >= :since)
  AND (:until IS NULL OR at < :until)
ORDER BY id DESC LIMIT :limit;
