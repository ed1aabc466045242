package dev.winnow.core.type;

/** Whether a value must be there. The key of a property is required in every reply; only its value may be null. */
public enum Presence {
    /** The value must not be null. */
    REQUIRED,
    /** The value may be null: the component is {@code Optional} or marked with JSpecify's {@code @Nullable}. */
    NULLABLE
}
