/** The one JSON mapper and the canonical form that fingerprints are made of. */
@NullMarked
package dev.winnow.core.json;

import org.jspecify.annotations.NullMarked;
