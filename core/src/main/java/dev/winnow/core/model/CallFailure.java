package dev.winnow.core.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A call that brought no reply.
 *
 * @param status HTTP status, or 0 where none arrived
 * @param code the server's error code or type, or empty; a short identifier, never a message
 * @param retryAfter how long the server asked to wait
 */
public record CallFailure(Kind kind, int status, String code, Optional<Duration> retryAfter) implements CallResult {

    /** What is to be done about a failure. */
    public enum Handling {
        /** Wait for the quota, however often; no retry is used up. */
        WAIT,
        /** Try again, a bounded number of times. */
        RETRY,
        /** Stop the run: every document would fail the same way. */
        STOP,
        /** It concerns this document. */
        DOCUMENT
    }

    /** The causes of failure; see the error table of OpenAI's API (error-codes guide and API description 2.3.0, 2026). */
    public enum Kind {
        /** 429 for requests or tokens. */
        RATE_LIMITED(Handling.WAIT),
        /** 5xx, 408, 409: the server's own trouble. */
        SERVER_ERROR(Handling.RETRY),
        /** The connection broke, or a body came that is no reply. */
        CONNECTION(Handling.RETRY),
        /** 401. */
        BAD_KEY(Handling.STOP),
        /** 403. */
        FORBIDDEN(Handling.STOP),
        /** 404: unknown model or path. */
        UNKNOWN_MODEL(Handling.STOP),
        /** 429 or 400 for money: credit, spend or usage limits. */
        QUOTA_EXHAUSTED(Handling.STOP),
        /** 400 {@code context_length_exceeded}. */
        TOO_LONG(Handling.DOCUMENT),
        /** 400 of a content filter. */
        FILTERED(Handling.DOCUMENT),
        /** Any other 4xx. */
        REJECTED(Handling.DOCUMENT);

        private final Handling handling;

        Kind(Handling handling) {
            this.handling = handling;
        }

        /** What to do. */
        public Handling handling() {
            return handling;
        }
    }

    /** One line for operators, without any text of the document or reply. */
    public String summary() {
        return kind + (status > 0 ? ", HTTP " + status : "") + (code.isEmpty() ? "" : ", " + code);
    }
}
