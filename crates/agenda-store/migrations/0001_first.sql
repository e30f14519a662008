-- Instants are milliseconds since 1970-01-01 UTC, days are YYYY-MM-DD by the venue's clock, zones
-- are IANA names, lists are JSON arrays, yes and no are 1 and 0.
--
-- `excerpt` tells who tells of a row: NULL a whole schedule, else the source of the excerpt (show
-- notes, a blog post) that alone tells of it.

-- Imported: what schedules say. -----------------------------------------------------------------

CREATE TABLE conference (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    key         TEXT NOT NULL UNIQUE,
    slug        TEXT NOT NULL UNIQUE,
    title       TEXT NOT NULL,
    acronym     TEXT,
    venue       TEXT,
    city        TEXT,
    url         TEXT,
    version     TEXT,
    zone        TEXT NOT NULL,
    zone_source TEXT NOT NULL CHECK (zone_source IN ('told', 'file', 'offset_only')),
    zone_reason TEXT NOT NULL,
    zone_guess  TEXT,
    day_change  TEXT NOT NULL,
    first_day   TEXT,
    last_day    TEXT,
    rooms       TEXT NOT NULL,
    tracks      TEXT NOT NULL,
    source      TEXT,
    excerpt     TEXT,
    imported_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    conference   INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    guid         TEXT,
    code         TEXT,
    uid          TEXT,
    source_id    TEXT,
    title        TEXT NOT NULL,
    subtitle     TEXT,
    kind         TEXT NOT NULL,
    kind_label   TEXT,
    starts_at    INTEGER,
    ends_at      INTEGER,
    listed_under TEXT,
    all_day      INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    day          TEXT,
    room         TEXT,
    track        TEXT,
    language     TEXT,
    speakers     TEXT NOT NULL,
    url          TEXT,
    status       TEXT NOT NULL CHECK (status IN ('confirmed', 'tentative', 'cancelled')),
    online       INTEGER NOT NULL CHECK (online IN (0, 1)),
    recorded     INTEGER CHECK (recorded IN (0, 1)),
    excerpt      TEXT,
    withdrawn_at INTEGER,
    CHECK ((starts_at IS NULL) = (ends_at IS NULL)),
    CHECK ((starts_at IS NULL) = (day IS NULL))
) STRICT;

CREATE INDEX session_by_position ON session (conference, position);
CREATE INDEX session_by_day ON session (conference, day) WHERE withdrawn_at IS NULL;

-- Apart from session, so that lists of sessions are read without their texts.
CREATE TABLE session_body (
    session      INTEGER PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    text         TEXT NOT NULL,
    rich_format  TEXT CHECK (rich_format IN ('html', 'markdown')),
    rich_source  TEXT,
    links        TEXT NOT NULL,
    -- Names and organisations, for search: FTS5 cannot read JSON by itself.
    speaker_text TEXT NOT NULL,
    CHECK ((rich_format IS NULL) = (rich_source IS NULL))
) STRICT;

-- What search sees of a session. The index below is filled from here only, and reads here again for
-- excerpts and for what to forget.
CREATE VIEW session_search (id, title, speakers, place, text) AS
SELECT
    session.id,
    session.title || coalesce(' ' || session.subtitle, ''),
    session_body.speaker_text,
    coalesce(session.room, '') || ' ' || coalesce(session.track, ''),
    session_body.text
FROM session
JOIN session_body ON session_body.session = session.id;

CREATE VIRTUAL TABLE session_index USING fts5 (
    title, speakers, place, text,
    content = 'session_search',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- A whole conference fits: one segment is written instead of many that are merged again.
INSERT INTO session_index (session_index, rank) VALUES ('hashsize', 16777216);

CREATE TABLE booth (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    conference   INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    folded_name  TEXT NOT NULL,
    stand        TEXT,
    place        TEXT,
    text         TEXT NOT NULL,
    links        TEXT NOT NULL,
    excerpt      TEXT,
    withdrawn_at INTEGER,
    UNIQUE (conference, folded_name)
) STRICT;

CREATE TABLE list (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    conference INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    excerpt    TEXT
) STRICT;

CREATE INDEX list_by_conference ON list (conference);

-- A session, or a link to something else.
CREATE TABLE list_entry (
    list     INTEGER NOT NULL REFERENCES list (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    session  INTEGER REFERENCES session (id) ON DELETE CASCADE,
    title    TEXT,
    url      TEXT,
    PRIMARY KEY (list, position),
    CHECK ((session IS NULL) = (url IS NOT NULL)),
    CHECK ((title IS NULL) = (url IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX list_entry_by_session ON list_entry (session);

-- Co-located and other events that are known only as links.
CREATE TABLE event (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    conference INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
    title      TEXT NOT NULL,
    url        TEXT NOT NULL,
    excerpt    TEXT
) STRICT;

CREATE INDEX event_by_conference ON event (conference);

CREATE TABLE import (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    conference INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
    at         INTEGER NOT NULL,
    source     TEXT,
    format     TEXT NOT NULL,
    added      INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    unchanged  INTEGER NOT NULL,
    withdrawn  INTEGER NOT NULL,
    restored   INTEGER NOT NULL
) STRICT;

CREATE INDEX import_by_conference ON import (conference);

-- What an import altered in a session that was there before, or that it added to a conference that
-- was there before. Values as text; both NULL where only the fact counts.
CREATE TABLE session_change (
    import  INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    field   TEXT NOT NULL,
    old     TEXT,
    new     TEXT,
    PRIMARY KEY (import, session, field)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_change_by_session ON session_change (session);

-- The attendee's own. No deletion cascades into these: an import that tried to delete what a pick,
-- note or visit hangs on would fail. -------------------------------------------------------------

CREATE TABLE conference_setting (
    conference     INTEGER PRIMARY KEY REFERENCES conference (id),
    told_zone      TEXT,
    zone_choice    TEXT NOT NULL DEFAULT 'venue',
    last_looked_at INTEGER
) STRICT;

CREATE TABLE pick (
    session    INTEGER PRIMARY KEY REFERENCES session (id),
    priority   TEXT NOT NULL CHECK (priority IN ('must', 'want', 'maybe')),
    leads      TEXT,
    picked_at  INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE hidden_session (
    session   INTEGER PRIMARY KEY REFERENCES session (id),
    hidden_at INTEGER NOT NULL
) STRICT;

CREATE TABLE note (
    session    INTEGER PRIMARY KEY REFERENCES session (id),
    text       TEXT NOT NULL CHECK (text <> ''),
    changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE visit (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    booth      INTEGER NOT NULL REFERENCES booth (id),
    starts_at  INTEGER NOT NULL,
    minutes    INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    leads      TEXT,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;

CREATE INDEX visit_by_booth ON visit (booth);

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The ledger of reminders: at most one row for each item, lead and due instant.
CREATE TABLE delivery (
    id             INTEGER PRIMARY KEY,
    item_kind      TEXT NOT NULL CHECK (item_kind IN ('session', 'visit')),
    item_id        INTEGER NOT NULL,
    lead_minutes   INTEGER NOT NULL CHECK (lead_minutes >= 0),
    due_at         INTEGER NOT NULL,
    starts_at_seen INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('claimed', 'shown', 'answered', 'expired', 'missed')),
    claimed_at     INTEGER NOT NULL,
    claimed_by     TEXT,
    attempts       INTEGER NOT NULL,
    shown_at       INTEGER,
    ended_at       INTEGER,
    snoozed_until  INTEGER,
    UNIQUE (item_kind, item_id, lead_minutes, due_at)
) STRICT;

CREATE INDEX delivery_by_due ON delivery (due_at);
