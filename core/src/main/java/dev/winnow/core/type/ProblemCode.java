package dev.winnow.core.type;

import java.util.Locale;

/** The kinds of mistakes found at start, one code each. Written as words with hyphens: {@code unsupported-type}. */
public enum ProblemCode {
    // the declaration of a record type

    /** A class is asked for or listed as a record type, but not annotated as one. */
    NOT_A_RECORD_TYPE,
    /** The name of a record type is not allowed. */
    TYPE_NAME,
    /** Two record types have the same name. */
    TYPE_NAME_TAKEN,
    /** A jar or a list of record types cannot be used, or a class that it names, or a class is in none. */
    RECORD_TYPES_LIST,
    /** No record type has the name asked for. */
    UNKNOWN_TYPE,
    /** A record type has no instructions for the model. */
    NO_INSTRUCTIONS,
    /** A record has no components. */
    EMPTY_RECORD,
    /** A component has a Java type that a record type cannot hold. */
    UNSUPPORTED_TYPE,
    /** A primitive is marked as nullable. */
    NULLABLE_PRIMITIVE,
    /** A component may be null where a constraint refuses null, or must not be null where a constraint requires it. */
    NULL_CONTRADICTION,
    /** A constraint does not fit the type it stands on. */
    CONSTRAINT_WITHOUT_MEANING,
    /** An argument of a constraint cannot be used, such as a number or a pattern that cannot be read. */
    CONSTRAINT_ARGUMENT,
    /** No value can keep two constraints of a slot together, or one and the range of the type. */
    CONSTRAINTS_CONTRADICT,
    /** A nested record has constraints that nothing would validate. */
    NOT_CASCADED,
    /** A cascade leads to constraints outside the default group. */
    GROUP_CONVERSION,
    /** Two components of a record have the same JSON name. */
    JSON_NAME_TAKEN,
    /** Jackson cannot tell what the components of a record are called. */
    JSON_NAME_LOST,
    /** An annotation of Jackson gives a component or record another form than its type has. */
    JACKSON_ANNOTATION,
    /** The records of a sealed interface cannot be told apart by their discriminator. */
    DISCRIMINATOR,
    /** The constants of an enum have no texts, or none of their own. */
    ENUM_VALUES,
    /** A record needs another of itself without an end. */
    ENDLESS_RECURSION,
    /** Jackson never reads a component that must not be null. */
    IGNORED_COMPONENT,
    /** A text of the declaration holds characters that PostgreSQL cannot store. */
    UNSTORABLE_TEXT,

    // its schema

    /** A schema breaks a rule of strict mode. */
    STRICT_RULE,
    /** A schema is larger than strict mode takes. */
    STRICT_LIMIT,
    /** A schema cannot be expressed in the dialect of the endpoint. */
    DIALECT,

    // its tables

    /** A name is longer than PostgreSQL takes. */
    NAME_TOO_LONG,
    /** Two columns or relations would have the same name. */
    NAME_TAKEN,
    /** A table would have more columns than PostgreSQL takes. */
    TOO_MANY_COLUMNS,
    /** A check of the user's own in SQL cannot be used. */
    SQL_CHECK,
    /** The tables differ from what the record type declares. */
    TABLE_DRIFT,
    /** A record type has no migration that creates its tables. */
    NO_MIGRATION,

    // its sample answers

    /** A sample answer is not a valid record of its type. */
    SAMPLE_ANSWER,

    // the setup

    /** A setting is missing, cannot be read or is out of its bounds. */
    SETTING,
    /** An option of the command line cannot be used as given, or not together with another. */
    OPTION,
    /** An input path does not exist. */
    INPUT_PATH,
    /** A key is missing, cannot be read, or stands where only its source belongs. */
    CREDENTIALS,
    /** An endpoint is not set up so that it can be asked. */
    ENDPOINT,
    /** An endpoint would be asked without encryption, across a network. */
    PLAIN_HTTP,
    /** A route cannot be read, or does not lead to endpoints that are there. */
    ROUTE,
    /** A budget cannot be kept. */
    BUDGET,
    /** The database is not named by a URL of PostgreSQL. */
    DATABASE;

    /** The code as it is printed and documented: lower-case words with hyphens. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
