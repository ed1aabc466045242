package dev.winnow.db.store;

/**
 * What was erased; all 0 where nothing was known.
 *
 * @param sources paths, earlier ones and those that could not be read included
 * @param rows of record types' tables; those of lists go with them, uncounted
 * @param extractions whose record or detail is gone
 * @param calls whose reply and request key are gone; their costs stay
 */
public record Forgotten(long documents, long sources, long rows, long extractions, long calls) {

    static final Forgotten NOTHING = new Forgotten(0, 0, 0, 0, 0);

    Forgotten plus(Forgotten other) {
        return new Forgotten(
                documents + other.documents,
                sources + other.sources,
                rows + other.rows,
                extractions + other.extractions,
                calls + other.calls);
    }
}
