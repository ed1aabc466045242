package dev.winnow.db.projection;

/**
 * A valid record on its way into the typed tables.
 *
 * @param documentId the document's SHA-256, as in {@code winnow.document}
 * @param extractionId the extraction it comes from
 * @param runId the run that extracted it; of two runs the higher one's record stands
 * @param value a record of the projection's type
 */
public record ProjectedRecord(String documentId, long extractionId, long runId, Record value) {}
