-- name: insert_visitor
INSERT INTO visitor
  (id, code, consented, contact_id, first_seen_at, browser, system, device, country, region, city)
VALUES
  (:id, :code, :consented, :contact_id, :first_seen_at, :browser, :system, :device, :country,
   :region, :city);

-- name: find_visitor
SELECT id, code, consented, contact_id, first_seen_at, browser, system, device, country, region, city
FROM visitor WHERE id = :id;

-- name: find_current_visitor
SELECT id FROM visitor WHERE code = :code ORDER BY id DESC LIMIT 1;

-- name: take_message
INSERT INTO taken_message (id, at) VALUES (:id, :at) ON CONFLICT (id) DO NOTHING;

-- name: forget_messages
DELETE FROM taken_message
WHERE id IN (SELECT id FROM taken_message WHERE at < :before ORDER BY at LIMIT :most);

-- name: find_salt
SELECT salt FROM daily_salt WHERE day = :day;

-- name: insert_salt
INSERT INTO daily_salt (day, salt) VALUES (:day, :salt) ON CONFLICT (day) DO NOTHING;

-- name: forget_salts
DELETE FROM daily_salt WHERE day < :before;

-- name: add_intake_count
INSERT INTO intake_count (day, outcome, count) VALUES (:day, :outcome, :count)
ON CONFLICT (day, outcome) DO UPDATE SET count = intake_count.count + excluded.count;

-- name: list_intake_counts
SELECT day, outcome, count FROM intake_count WHERE day >= :since ORDER BY day, outcome;

-- name: find_intake_settings
SELECT excluded_addresses FROM intake_settings WHERE id = 1;

-- name: save_intake_settings
UPDATE intake_settings SET excluded_addresses = :excluded_addresses WHERE id = 1;
