package dev.winnow.db.store;

import dev.winnow.core.document.DocumentId;

/**
 * A document that a run has still to do.
 *
 * @param bytes size of the document
 * @param attempt number of the attempt to be made under the run's recipe, from 1
 */
public record RunTask(DocumentId document, long bytes, int attempt) {}
