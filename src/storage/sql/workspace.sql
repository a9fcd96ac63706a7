-- name: find_workspace
SELECT identity, name, language, currency, time_zone FROM workspace WHERE id = 1;

-- name: save_workspace
UPDATE workspace SET
  name = :name, language = :language, currency = :currency, time_zone = :time_zone
WHERE id = 1;
