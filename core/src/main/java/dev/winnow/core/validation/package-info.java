/** From the text of a reply to a validated record, or to the violations. */
@NullMarked
package dev.winnow.core.validation;

import org.jspecify.annotations.NullMarked;
