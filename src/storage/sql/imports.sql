-- name: insert_import
INSERT INTO import (id, file, kind, layout, started_at, finished_at, counts)
VALUES (:id, :file, :kind, :layout, :started_at, :finished_at, :counts);

-- name: finish_import
UPDATE import SET finished_at = :finished_at, counts = :counts WHERE id = :id;

-- name: find_import_of_kind
SELECT id, file, kind, layout, started_at, finished_at, counts
FROM import WHERE kind = :kind
ORDER BY id LIMIT 1;
