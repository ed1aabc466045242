package dev.winnow.db.store;

import dev.winnow.core.extraction.Extraction;

/**
 * An outcome to be written.
 *
 * @param attempt the attempt it was reached in, from 1
 */
public record Settled(Extraction.Reached reached, int attempt) {}
