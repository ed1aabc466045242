package dev.winnow.core.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands on a constraint annotation of one's own and says in SQL what its validator says in Java, so that the table gets a {@code
 * CHECK}. It must be as weak as the validator or weaker: Bean Validation is the authority.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SqlCheck {

    /**
     * A boolean SQL expression; null passes. <code>{column}</code> stands for the column of the constrained component, <code>
     * {attribute}</code> for an attribute of the constraint: a number or truth value as a literal, a text as the column of the
     * component of that (Java) name; an array as its elements with commas between.
     */
    String value();
}
