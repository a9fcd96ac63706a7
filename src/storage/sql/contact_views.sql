-- name: insert_view
INSERT INTO contact_view (id, member_id, name, shared, query)
VALUES (:id, :member_id, :name, :shared, :query);

-- name: update_view
UPDATE contact_view SET name = :name, shared = :shared, query = :query WHERE id = :id;

-- name: delete_view
DELETE FROM contact_view WHERE id = :id;

-- name: find_view
SELECT id, member_id, name, shared, query FROM contact_view WHERE id = :id;

-- name: list_views
SELECT id, member_id, name, shared, query FROM contact_view
WHERE member_id = :member_id OR shared = 1
ORDER BY id;
