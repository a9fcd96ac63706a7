-- name: list_visitors_of_contact
SELECT id FROM visitor WHERE contact_id = :contact_id ORDER BY id;
