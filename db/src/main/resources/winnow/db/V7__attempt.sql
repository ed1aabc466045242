-- Which attempt a run makes is decided when it looks for earlier ones: what another run reaches meanwhile is no reason for a further one.

ALTER TABLE winnow.run_document ADD COLUMN attempt integer NOT NULL DEFAULT 1 CONSTRAINT run_document_attempt CHECK (attempt >= 1);
COMMENT ON COLUMN winnow.run_document.attempt IS
    'The attempt that this run makes at the document, while it has no outcome; beyond 1 where earlier ones are not to count.';
