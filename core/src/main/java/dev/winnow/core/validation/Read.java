package dev.winnow.core.validation;

import java.util.List;

/** What a reply's text turned out to be. */
public sealed interface Read {

    /** A valid record. */
    record Valid(Record value) implements Read {
        @Override
        public String toString() {
            return "Valid[" + value.getClass().getSimpleName() + "]";
        }
    }

    /**
     * No valid record.
     *
     * @param violations all that were found, not empty
     */
    record Broken(List<Violation> violations) implements Read {
        /** Copies the violations. */
        public Broken {
            violations = List.copyOf(violations);
        }

        /** A single violation. */
        static Broken of(String path, String rule, String message) {
            return new Broken(List.of(new Violation(path, rule, message)));
        }
    }
}
