-- What has changed in the record type note, as `./winnow ddl note --migration` writes it.
-- Rows that cannot stay are deleted here; `./winnow reproject note` writes them again, from the extractions that are there.

DELETE FROM records.note WHERE document_id IN (
    SELECT document_id FROM records.note_items);

ALTER TABLE records.note DROP COLUMN pages;
ALTER TABLE records.note ADD COLUMN pages text;
ALTER TABLE records.note_items DROP COLUMN amount;
ALTER TABLE records.note_items ADD COLUMN amount text NOT NULL;
