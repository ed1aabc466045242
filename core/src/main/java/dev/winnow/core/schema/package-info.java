/** Strict JSON Schema made from a record type, and the checker of the strict rules. */
@NullMarked
package dev.winnow.core.schema;

import org.jspecify.annotations.NullMarked;
