-- How a member likes the app to look, wherever they sign in.

CREATE TABLE preferences (
  member_id BIGINT NOT NULL PRIMARY KEY REFERENCES member (id),
  language TEXT,                   -- NULL: as the browser asks
  theme TEXT                       -- NULL: as the browser asks
) {{clustered}};
