/** Bean Validation, the authority on constraints, and what its constraints mean in terms that schema and tables can say. */
@NullMarked
package dev.winnow.core.constraint;

import org.jspecify.annotations.NullMarked;
