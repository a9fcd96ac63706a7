-- name: find_workspace
SELECT identity, name, language, currency, time_zone, opening_hours FROM workspace WHERE id = 1;

-- name: save_workspace
UPDATE workspace SET
  name = :name, language = :language, currency = :currency, time_zone = :time_zone,
  opening_hours = :opening_hours
WHERE id = 1;
