package dev.winnow.core.json;

/** Which texts PostgreSQL can hold. */
public final class StorableText {

    private StorableText() {}

    /** Whether {@code text} has neither a NUL character nor half of a surrogate pair. */
    public static boolean is(String text) {
        return text.codePoints()
                .noneMatch(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
