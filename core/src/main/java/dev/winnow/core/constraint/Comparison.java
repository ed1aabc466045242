package dev.winnow.core.constraint;

/** How a value stands to a limit. */
public enum Comparison {
    /** Not less. */
    AT_LEAST(">="),
    /** Greater. */
    MORE_THAN(">"),
    /** Not greater. */
    AT_MOST("<="),
    /** Less. */
    LESS_THAN("<");

    private final String operator;

    Comparison(String operator) {
        this.operator = operator;
    }

    /** The operator of SQL and of most languages. */
    public String operator() {
        return operator;
    }
}
