-- name: find_single_sign_on
SELECT name, issuer, client_id, client_secret, domains, group_claim, roles, default_role
FROM single_sign_on WHERE id = 1;

-- name: save_single_sign_on
INSERT INTO single_sign_on
  (id, name, issuer, client_id, client_secret, domains, group_claim, roles, default_role)
VALUES
  (1, :name, :issuer, :client_id, :client_secret, :domains, :group_claim, :roles, :default_role)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, issuer = excluded.issuer,
  client_id = excluded.client_id, client_secret = excluded.client_secret,
  domains = excluded.domains, group_claim = excluded.group_claim, roles = excluded.roles,
  default_role = excluded.default_role;

-- name: delete_single_sign_on
DELETE FROM single_sign_on;

-- name: insert_linked_identity
INSERT INTO linked_identity (issuer, subject, member_id, linked_at)
VALUES (:issuer, :subject, :member_id, :linked_at);

-- name: find_linked_identity
SELECT issuer, subject, member_id, linked_at FROM linked_identity
WHERE issuer = :issuer AND subject = :subject;

-- name: find_linked_identity_of
SELECT issuer, subject, member_id, linked_at FROM linked_identity
WHERE issuer = :issuer AND member_id = :member_id;

-- name: insert_sign_in_attempt
INSERT INTO sign_in_attempt (digest, nonce, verifier, return_address, destination, expires_at)
VALUES (:digest, :nonce, :verifier, :return_address, :destination, :expires_at);

-- name: find_sign_in_attempt
SELECT digest, nonce, verifier, return_address, destination, expires_at FROM sign_in_attempt
WHERE digest = :digest;

-- name: delete_sign_in_attempt
DELETE FROM sign_in_attempt WHERE digest = :digest;

-- name: delete_sign_in_attempts_before
DELETE FROM sign_in_attempt WHERE expires_at <= :now;
