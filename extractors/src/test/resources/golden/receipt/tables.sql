-- The tables of the record type receipt, as `./winnow ddl receipt` writes them.

CREATE TABLE records.receipt (
    document_id text NOT NULL,
    extraction_id bigint NOT NULL,
    run_id bigint NOT NULL,
    company text NOT NULL
        CONSTRAINT receipt_company_not_blank CHECK (company ~ '[^\t-\r\x1C-\x20]')
        CONSTRAINT receipt_company_size CHECK (char_length(company) <= 200),
    date date,
    address text
        CONSTRAINT receipt_address_size CHECK (char_length(address) BETWEEN 1 AND 400),
    total numeric NOT NULL
        CONSTRAINT receipt_total_digits CHECK (scale(trim_scale(total)) <= 2 AND abs(total) < 1e12),
    PRIMARY KEY (document_id),
    CONSTRAINT receipt_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES winnow.document (id) ON DELETE CASCADE,
    CONSTRAINT receipt_extraction_id_fkey
        FOREIGN KEY (extraction_id) REFERENCES winnow.extraction (id),
    CONSTRAINT receipt_run_id_fkey
        FOREIGN KEY (run_id) REFERENCES winnow.run (id)
);
CREATE INDEX ON records.receipt (extraction_id);
CREATE INDEX ON records.receipt (run_id);
COMMENT ON TABLE records.receipt IS 'A receipt or invoice for something that was paid.';
COMMENT ON COLUMN records.receipt.company IS 'Name of the seller as printed, without its registration number.';
COMMENT ON COLUMN records.receipt.date IS 'Day of the purchase.';
COMMENT ON COLUMN records.receipt.address IS 'Address of the seller on one line.';
COMMENT ON COLUMN records.receipt.total IS 'The amount finally payable, after tax, discount and rounding; negative for a refund.';
