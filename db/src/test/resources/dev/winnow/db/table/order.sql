-- The tables of the record type order, as `./winnow ddl order` writes them.

CREATE TABLE records."order" (
    document_id text NOT NULL,
    extraction_id bigint NOT NULL,
    run_id bigint NOT NULL,
    "user" text NOT NULL,
    "total-_price $" integer NOT NULL,
    "the ""group""_present" boolean NOT NULL,
    "the ""group""_from" integer
        CONSTRAINT "order_the ""group""_from_presence" CHECK ("the ""group""_present" = ("the ""group""_from" IS NOT NULL)),
    "the ""group""_to" integer
        CONSTRAINT "order_the ""group""_to_presence" CHECK ("the ""group""_present" = ("the ""group""_to" IS NOT NULL)),
    position integer NOT NULL,
    date integer NOT NULL,
    "values" integer NOT NULL,
    is_paid boolean NOT NULL,
    PRIMARY KEY (document_id),
    CONSTRAINT order_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES winnow.document (id) ON DELETE CASCADE,
    CONSTRAINT order_extraction_id_fkey
        FOREIGN KEY (extraction_id) REFERENCES winnow.extraction (id),
    CONSTRAINT order_run_id_fkey
        FOREIGN KEY (run_id) REFERENCES winnow.run (id)
);
CREATE INDEX ON records."order" (extraction_id);
CREATE INDEX ON records."order" (run_id);
COMMENT ON TABLE records."order" IS 'What somebody''s "order" says.';
COMMENT ON COLUMN records."order"."user" IS 'The customer''s
user name.';

CREATE TABLE records.order_select (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT order_select_position_min CHECK (position >= 0),
    "when" text,
    PRIMARY KEY (document_id, position),
    CONSTRAINT order_select_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records."order" (document_id) ON DELETE CASCADE
);

CREATE TABLE records.order_select_left (
    document_id text NOT NULL,
    select_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT order_select_left_position_min CHECK (position >= 0),
    value integer NOT NULL,
    PRIMARY KEY (document_id, select_position, position),
    CONSTRAINT order_select_left_select_position_fkey
        FOREIGN KEY (document_id, select_position) REFERENCES records.order_select (document_id, position) ON DELETE CASCADE
);
