/** Function tools made from a record schema. */
@NullMarked
package dev.winnow.core.tool;

import org.jspecify.annotations.NullMarked;
