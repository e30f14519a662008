-- The attendee's own: which column of a table holds what, by the source that the table came from.
-- `mapping` is a text whose meaning is not the store's.
CREATE TABLE table_mapping (
    source  TEXT PRIMARY KEY,
    mapping TEXT NOT NULL
) STRICT, WITHOUT ROWID;
