/** Record types: what a developer declares, and the shape that Jackson and Bean Validation see in it. */
@NullMarked
package dev.winnow.core.type;

import org.jspecify.annotations.NullMarked;
