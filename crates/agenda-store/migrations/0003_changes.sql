-- Pairs of sessions that an import took for two, though they may be one talk. `answered_at` once the
-- attendee said that they are two; that they are one leaves no pair behind.
CREATE TABLE match_question (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    import      INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    old         INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    new         INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    reason      TEXT NOT NULL,
    answered_at INTEGER,
    UNIQUE (old, new),
    CHECK (old <> new)
) STRICT;

CREATE INDEX match_question_by_new ON match_question (new);
CREATE INDEX match_question_by_import ON match_question (import);

-- When the attendee was told of an import that altered something picked; at once where there is
-- nothing to tell. Whoever tells it claims it first, as with a delivery.
ALTER TABLE import ADD COLUMN claimed_at INTEGER;
ALTER TABLE import ADD COLUMN told_at INTEGER;
UPDATE import SET told_at = at;

CREATE INDEX import_untold ON import (id) WHERE told_at IS NULL;

-- The attendee's own. ----------------------------------------------------------------------------

-- What an import altered in a session, as far as the attendee has taken note of it.
CREATE TABLE seen_change (
    import  INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (import, session)
) STRICT, WITHOUT ROWID;

CREATE INDEX seen_change_by_session ON seen_change (session);

-- Withdrawn sessions that the attendee keeps as entries of their own.
CREATE TABLE kept_session (
    session INTEGER PRIMARY KEY REFERENCES session (id),
    kept_at INTEGER NOT NULL
) STRICT;
