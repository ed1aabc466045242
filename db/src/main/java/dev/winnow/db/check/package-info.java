/**
 * Bean Validation's rules as SQL. Bean Validation is the authority: a CHECK is as strict as the declaration or weaker, never
 * stricter.
 */
@NullMarked
package dev.winnow.db.check;

import org.jspecify.annotations.NullMarked;
