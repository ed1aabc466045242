-- A record that its record type no longer takes can be read again under the same recipe.
ALTER TABLE winnow.extraction ADD COLUMN retired_at timestamptz;
COMMENT ON COLUMN winnow.extraction.retired_at IS
    'When a run with --redo gave up a record that was not valid by then, to read its document again.';
DROP INDEX winnow.extraction_extracted_once;
CREATE UNIQUE INDEX extraction_extracted_once ON winnow.extraction (document_id, recipe, record_type)
    WHERE outcome = 'EXTRACTED' AND retired_at IS NULL;
