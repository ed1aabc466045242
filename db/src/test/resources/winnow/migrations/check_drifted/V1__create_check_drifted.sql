CREATE TABLE records.check_drifted (
    document_id text NOT NULL,
    extraction_id bigint NOT NULL,
    run_id bigint NOT NULL,
    word text NOT NULL,
    PRIMARY KEY (document_id),
    CONSTRAINT check_drifted_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES winnow.document (id) ON DELETE CASCADE,
    CONSTRAINT check_drifted_extraction_id_fkey
        FOREIGN KEY (extraction_id) REFERENCES winnow.extraction (id),
    CONSTRAINT check_drifted_run_id_fkey
        FOREIGN KEY (run_id) REFERENCES winnow.run (id)
);
