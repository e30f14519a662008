-- Search looks here first: short, so that the beginnings of words can have lists of their own. Filled
-- with session_index, from the same view.
CREATE VIRTUAL TABLE name_index USING fts5 (
    title, speakers, place,
    content = 'session_search',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3 4'
);

INSERT INTO name_index (name_index, rank) VALUES ('hashsize', 16777216);
INSERT INTO name_index (name_index) VALUES ('rebuild');

-- What is found in texts only is ranked by where else its words stand.
INSERT INTO session_index (session_index, rank) VALUES ('rank', 'bm25(20.0, 10.0, 5.0, 1.0)');

-- The words in it, to find the one that was meant by a mistyped one.
CREATE VIRTUAL TABLE name_word USING fts5vocab (name_index, row);

-- Where a conference's sessions begin and end among all.
CREATE INDEX session_by_conference ON session (conference);
