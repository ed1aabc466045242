package dev.winnow.db.agreement;

/**
 * A constraint on a type.
 *
 * @param constraint as {@code @Min}, or empty
 * @param variant the words beside it, or empty
 * @param type a name of {@link Types}
 */
record Pair(String constraint, String variant, String type) {
    @Override
    public String toString() {
        return (constraint + " " + variant).strip() + " | " + type;
    }
}
