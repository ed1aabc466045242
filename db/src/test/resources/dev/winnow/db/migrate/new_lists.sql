-- What has changed in the record type note, as `./winnow ddl note --migration` writes it.
-- Rows that cannot stay are deleted here; `./winnow reproject note` writes them again, from the extractions that are there.

DELETE FROM records.note;

ALTER TABLE records.note ADD COLUMN authors_present boolean NOT NULL;

CREATE TABLE records.note_items_sizes (
    document_id text NOT NULL,
    items_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT note_items_sizes_position_min CHECK (position >= 0),
    value integer NOT NULL,
    PRIMARY KEY (document_id, items_position, position),
    CONSTRAINT note_items_sizes_items_position_fkey
        FOREIGN KEY (document_id, items_position) REFERENCES records.note_items (document_id, position) ON DELETE CASCADE
);

CREATE TABLE records.note_words (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT note_words_position_min CHECK (position >= 0),
    value text NOT NULL,
    PRIMARY KEY (document_id, position),
    CONSTRAINT note_words_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.note (document_id) ON DELETE CASCADE
);

CREATE TABLE records.note_authors (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT note_authors_position_min CHECK (position >= 0),
    value text NOT NULL,
    PRIMARY KEY (document_id, position),
    CONSTRAINT note_authors_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.note (document_id) ON DELETE CASCADE
);
