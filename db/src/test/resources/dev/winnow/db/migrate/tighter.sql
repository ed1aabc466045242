-- What has changed in the record type note, as `./winnow ddl note --migration` writes it.
-- Rows that cannot stay are deleted here; `./winnow reproject note` writes them again, from the extractions that are there.

ALTER TABLE records.note DROP CONSTRAINT note_title_size;

DELETE FROM records.note WHERE pages IS NULL;
DELETE FROM records.note WHERE NOT (char_length(title) <= 8);
DELETE FROM records.note WHERE document_id IN (
    SELECT document_id FROM records.note_items WHERE NOT (char_length(name) <= 5));

ALTER TABLE records.note ALTER COLUMN pages SET NOT NULL;
ALTER TABLE records.note ADD CONSTRAINT note_title_size CHECK (char_length(title) <= 8);
ALTER TABLE records.note_items ADD CONSTRAINT note_items_name_size CHECK (char_length(name) <= 5);
