package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value as it stands, without coercion. Thread-safe. */
@FunctionalInterface
interface Reading {

    /** The Java value; what is wrong is told to {@code walk}, and then the result means nothing. */
    @Nullable
    Object read(JsonNode json, Walk walk);
}
