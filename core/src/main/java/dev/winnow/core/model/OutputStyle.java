package dev.winnow.core.model;

/** How a model is asked for one record type; several at once are always strict tools. */
public enum OutputStyle {
    /** A strict schema as response format. */
    SCHEMA,
    /** A strict function tool that must be called. */
    TOOL
}
