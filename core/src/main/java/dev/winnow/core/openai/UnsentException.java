package dev.winnow.core.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** A call failed before the first byte of its request's body was sent, so nothing can be billed. */
final class UnsentException extends IOException {

    private static final long serialVersionUID = 1;

    UnsentException(Throwable cause) {
        super("not sent", cause);
    }

    /** Whether the request itself could not be made, which no other time will change. */
    boolean byRequest() {
        return getCause() instanceof RuntimeException || getCause() instanceof JsonProcessingException;
    }
}
