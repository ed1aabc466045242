package dev.winnow.core.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A call that brought no reply.
 *
 * @param status HTTP status, or 0 where none arrived
 * @param code the server's error code or type, or empty; a short identifier, never a message
 * @param retryAfter how long the server asked to wait
 * @param usage tokens that the server counted nevertheless; they are paid for
 */
public record CallFailure(Kind kind, int status, String code, Optional<Duration> retryAfter, Optional<Usage> usage)
        implements CallResult {

    /** The code where the answer, or the rest of it, has not come in time. */
    public static final String TIMEOUT = "timeout";

    /** A call that was put on record and not made after all. */
    public static final CallFailure NOT_SENT = new CallFailure(Kind.UNREACHABLE, 0, "not_sent", Optional.empty());

    /** A failure of which no usage is told. */
    public CallFailure(Kind kind, int status, String code, Optional<Duration> retryAfter) {
        this(kind, status, code, retryAfter, Optional.empty());
    }

    /** A request of which no body could be made: nothing was sent, and no other time will change that. */
    public static CallFailure unsendable() {
        return new CallFailure(Kind.REJECTED, 0, "unsendable", Optional.empty());
    }

    /** The same of another kind. */
    public CallFailure withKind(Kind other) {
        return new CallFailure(other, status, code, retryAfter, usage);
    }

    /** The same with the tokens that were counted. */
    public CallFailure withUsage(Optional<Usage> counted) {
        return new CallFailure(kind, status, code, retryAfter, counted);
    }

    /** What is to be done about a failure. */
    public enum Handling {
        /** Wait for the quota, however often; no retry is used up. */
        WAIT,
        /** Try again, a bounded number of times. */
        RETRY,
        /** Try again at once: another key is at hand. */
        AGAIN,
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
        /** 503 or 429 {@code slow_down}: more calls than the server can take. */
        OVERLOADED(Handling.RETRY),
        /** No connection: nothing was sent, nothing is billed. */
        UNREACHABLE(Handling.RETRY),
        /** The request was sent and no whole reply came back: it may be billed. */
        REPLY_LOST(Handling.RETRY),
        /** 401, and the endpoint has another key. */
        KEY_REFUSED(Handling.AGAIN),
        /** 401, and there is no other key. */
        BAD_KEY(Handling.STOP),
        /** 403. */
        FORBIDDEN(Handling.STOP),
        /** 404: unknown model or path. */
        UNKNOWN_MODEL(Handling.STOP),
        /** 429 or 400 for money: credit, spend or usage limits. */
        QUOTA_EXHAUSTED(Handling.STOP),
        /** 400 {@code context_length_exceeded}, or 429 for a request larger than the whole limit. */
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

    /** Whether it is a 403 without a word of the API's: of a firewall or proxy before the server. */
    public boolean barred() {
        return status == 403 && code.isEmpty();
    }

    /** What happened at {@code target} and what to do about it, for whoever runs the job. */
    public String advice(Target target) {
        String endpoint = target.endpoint().name();
        String model = target.model().name();
        String todo = switch (kind) {
            case KEY_REFUSED -> "one key after another is refused; give the endpoint a valid one";
            case BAD_KEY ->
                code.startsWith("no_key")
                        ? "none of its keys is left, each was refused; give it a valid one"
                        : code.equals("malformed_key")
                                ? "its key holds what no key can hold, such as a line break; give it a valid one"
                                : "it takes no key that it was given; give it a valid one";
            case FORBIDDEN ->
                "its key may not use " + model
                        + "; check the key's project and rights, the addresses allowed, and the country";
            case UNKNOWN_MODEL ->
                "it does not know the model " + model + ", or its base URL is wrong; check the stop " + endpoint + "/"
                        + model + " of the route (or --model), and the endpoint's base-url";
            case QUOTA_EXHAUSTED -> "the account's credit or spend limit is used up; raise it with the provider";
            case RATE_LIMITED, SERVER_ERROR, OVERLOADED, UNREACHABLE, REPLY_LOST ->
                "it does not answer now; try again later";
            case TOO_LONG, FILTERED, REJECTED -> "it refuses this document";
        };
        return "endpoint " + endpoint + ": " + summary() + ": " + todo;
    }

    /** One line for operators, without any text of the document or reply. */
    public String summary() {
        return kind + (status > 0 ? ", HTTP " + status : "") + (code.isEmpty() ? "" : ", " + code);
    }
}
