package dev.winnow.core.outcome;

import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Violation;
import java.util.List;

/** What became of a document. A bad document has an outcome like any other, never an exception. */
public sealed interface Outcome {

    /** Its name. */
    OutcomeKind kind();

    /** A valid record. */
    record Extracted(RecordType<?> type, Record value) implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.EXTRACTED;
        }

        @Override
        public String toString() {
            return "Extracted[" + type.name() + "]";
        }
    }

    /**
     * None of the record types fits.
     *
     * @param reason what the document is instead, in the model's words, possibly empty
     */
    record Unmatched(String reason) implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.UNMATCHED;
        }

        @Override
        public String toString() {
            return "Unmatched";
        }
    }

    /**
     * The last reply broke the declaration.
     *
     * @param violations what it broke, not empty; the reply itself is in the journal
     */
    record Invalid(List<Violation> violations) implements Outcome {
        /** Copies the violations. */
        public Invalid {
            violations = List.copyOf(violations);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.INVALID;
        }
    }

    /**
     * The model declined.
     *
     * @param words its words, possibly empty
     */
    record Refused(String words) implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.REFUSED;
        }

        @Override
        public String toString() {
            return "Refused";
        }
    }

    /** The reply was cut, also with the larger limit. */
    record Truncated(int maxOutputTokens) implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.TRUNCATED;
        }
    }

    /** The content filter stepped in. */
    record Filtered() implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.FILTERED;
        }
    }

    /**
     * The document is too long.
     *
     * @param reason how long, and what the limit is
     */
    record TooLong(String reason) implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.TOO_LONG;
        }
    }

    /**
     * The document is the cause.
     *
     * @param reason why, without any of its text
     */
    record Failed(String reason) implements Outcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.FAILED;
        }
    }
}
