package dev.winnow.core.model;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.winnow.core.prompt.Message;
import java.util.List;

/**
 * Estimates input tokens with encoding o200k, which all OpenAI models since gpt-4o use (assumed for those that tiktoken does not
 * list). Thread-safe.
 */
public final class TokenCounter {

    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final int PER_MESSAGE = 4;
    private static final int PER_REPLY = 3;

    private TokenCounter() {}

    /** Tokens of {@code text}; marks of special tokens count as plain text. */
    public static int count(String text) {
        return O200K.countTokensOrdinary(text);
    }

    /** Tokens of the messages with what the chat format adds to each. */
    public static int count(List<Message> messages) {
        return messages.stream()
                        .mapToInt(message -> PER_MESSAGE + count(message.content()))
                        .sum()
                + PER_REPLY;
    }
}
