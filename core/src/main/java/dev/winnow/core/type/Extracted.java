package dev.winnow.core.type;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record a record type: documents can be extracted into it. The record is listed by its class name, one a line, in
 * the resource {@value RecordTypes#LIST}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Extracted {

    /**
     * Name of the record type: on the command line, of the schema and the function tool, and of its table in schema {@code
     * records}. Matches {@code [a-z][a-z0-9_]*}, at most 40 characters.
     */
    String value();

    /**
     * The text resource with the instructions for the model, relative to the record's package. Default: the record's simple
     * name with {@code .md}.
     */
    String instructions() default "";
}
