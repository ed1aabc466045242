/** What the model is told: instructions, and the document as fenced data. */
@NullMarked
package dev.winnow.core.prompt;

import org.jspecify.annotations.NullMarked;
