/** Security advisories of software projects. */
@NullMarked
package dev.winnow.extractors.advisory;

import org.jspecify.annotations.NullMarked;
