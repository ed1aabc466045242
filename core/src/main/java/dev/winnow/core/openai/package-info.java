/** The adapter to openai-java, the only package that knows it. */
@NullMarked
package dev.winnow.core.openai;

import org.jspecify.annotations.NullMarked;
