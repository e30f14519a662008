-- The attendee's own: when a conference is refreshed. `automatic`, `off`, or a number of minutes.
ALTER TABLE conference_setting ADD COLUMN refresh TEXT NOT NULL DEFAULT 'automatic';

-- Conferences that came from an address: what is known of it, and how the last tries went. When the
-- next is due is derived, never stored.
CREATE TABLE refresh (
    conference      INTEGER PRIMARY KEY REFERENCES conference (id) ON DELETE CASCADE,
    -- Where the next version is fetched: as imported, or where that has moved to for good.
    address         TEXT NOT NULL,
    -- Of the body last looked at, whether it was imported or not.
    etag            TEXT,
    last_modified   TEXT,
    body_digest     TEXT,
    -- Of what that body said, and of the last one that was imported.
    seen_digest     TEXT,
    imported_digest TEXT,
    last_tried_at   INTEGER,
    last_success_at INTEGER,
    last_error      TEXT,
    -- Failures since the last success, and whether the last try got any answer.
    failures        INTEGER NOT NULL DEFAULT 0,
    reached         INTEGER NOT NULL DEFAULT 1 CHECK (reached IN (0, 1)),
    -- The server asked not to be asked earlier.
    not_before_at   INTEGER,
    -- A version that loses most sessions is asked about once, and kept away once the attendee said so.
    asked_digest    TEXT,
    asked_at        INTEGER,
    asked_lost      INTEGER,
    asked_listed    INTEGER,
    declined_digest TEXT,
    -- Who refreshes it now.
    claimed_at      INTEGER,
    claimed_by      TEXT,
    CHECK ((asked_digest IS NULL) = (asked_at IS NULL)),
    CHECK ((asked_digest IS NULL) = (asked_lost IS NULL)),
    CHECK ((asked_digest IS NULL) = (asked_listed IS NULL))
) STRICT;

INSERT INTO refresh (conference, address, last_success_at)
SELECT id, source, imported_at FROM conference
WHERE source LIKE 'https://%' OR source LIKE 'http://%';
