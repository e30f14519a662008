-- The ledger of reminders, with more that can become of one: put off, taken back because it is true
-- no more, skipped. A reminder that was missed is told, and then stays listed until it is dismissed.
-- A claim stands while `claimed_by` is set. SQLite changes no CHECK, so the table is made anew.
CREATE TABLE delivery_with_answers (
    id             INTEGER PRIMARY KEY,
    item_kind      TEXT NOT NULL CHECK (item_kind IN ('session', 'visit')),
    item_id        INTEGER NOT NULL,
    lead_minutes   INTEGER NOT NULL CHECK (lead_minutes >= 0),
    due_at         INTEGER NOT NULL,
    starts_at_seen INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('claimed', 'shown', 'answered', 'snoozed', 'expired',
                                                  'missed', 'taken_back', 'skipped')),
    claimed_at     INTEGER NOT NULL,
    claimed_by     TEXT,
    attempts       INTEGER NOT NULL,
    shown_at       INTEGER,
    ended_at       INTEGER,
    snoozed_until  INTEGER,
    told_at        INTEGER,
    dismissed_at   INTEGER,
    UNIQUE (item_kind, item_id, lead_minutes, due_at),
    CHECK (state <> 'snoozed' OR snoozed_until IS NOT NULL)
) STRICT;

-- What the first schema missed was not told and not listed: it is old news.
INSERT INTO delivery_with_answers
SELECT id, item_kind, item_id, lead_minutes, due_at, starts_at_seen, state, claimed_at,
       iif(state = 'claimed', claimed_by, NULL), attempts, shown_at, ended_at, NULL,
       iif(state = 'missed', ended_at, NULL), iif(state = 'missed', ended_at, NULL)
FROM delivery;

DROP TABLE delivery;
ALTER TABLE delivery_with_answers RENAME TO delivery;

CREATE INDEX delivery_by_due ON delivery (due_at);
CREATE INDEX delivery_missed ON delivery (id) WHERE state = 'missed' AND dismissed_at IS NULL;

-- Minutes on foot, as the attendee told them.
CREATE TABLE walking_time (
    conference        INTEGER PRIMARY KEY REFERENCES conference (id),
    between_rooms     INTEGER NOT NULL CHECK (between_rooms >= 0),
    between_buildings INTEGER NOT NULL CHECK (between_buildings >= 0)
) STRICT;

CREATE TABLE walking_pair (
    conference INTEGER NOT NULL REFERENCES conference (id),
    place      TEXT NOT NULL,
    other      TEXT NOT NULL,
    minutes    INTEGER NOT NULL CHECK (minutes >= 0),
    PRIMARY KEY (conference, place, other)
) STRICT, WITHOUT ROWID;
