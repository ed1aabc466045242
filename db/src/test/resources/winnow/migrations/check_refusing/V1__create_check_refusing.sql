CREATE TABLE records.check_refusing (
    document_id text NOT NULL,
    extraction_id bigint NOT NULL,
    run_id bigint NOT NULL,
    word text NOT NULL
        CONSTRAINT check_refusing_word_size CHECK (char_length(word) <= 5)
        CONSTRAINT no_apples CHECK (word <> 'apple'),
    PRIMARY KEY (document_id),
    CONSTRAINT check_refusing_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES winnow.document (id) ON DELETE CASCADE,
    CONSTRAINT check_refusing_extraction_id_fkey
        FOREIGN KEY (extraction_id) REFERENCES winnow.extraction (id),
    CONSTRAINT check_refusing_run_id_fkey
        FOREIGN KEY (run_id) REFERENCES winnow.run (id)
);
