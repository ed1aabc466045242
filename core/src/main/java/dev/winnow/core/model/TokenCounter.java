package dev.winnow.core.model;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.prompt.Message.Role;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Estimates input tokens with encoding o200k, which all OpenAI models since gpt-4o use (assumed for those that tiktoken does not
 * list). What a request adds beside its texts is not documented for schemas and tools: they are counted as their compact JSON. A
 * model's margin is for what this misses. Thread-safe.
 */
public final class TokenCounter {

    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    // OpenAI's estimate for chat: 3 a message, its role, 3 for the reply; guide of 2026-07-15
    private static final int PER_MESSAGE = 4;
    private static final int PER_REPLY = 3;

    /** Words longer than this are counted in parts: one of a million letters or spaces takes seconds otherwise. */
    private static final int LONGEST_RUN = 1024;

    /** More than the recipes of one process have. */
    private static final int MOST_KEPT = 256;
    /** A few megabytes; what is longer seldom comes again. */
    private static final int MOST_WORDS = 1 << 15;

    private static final int LONGEST_KEPT = 32;

    private static final int DIGITS_IN_TOKEN = 3;

    private static final char DEL = 0x7F;

    private static final Map<String, Integer> INSTRUCTIONS = new ConcurrentHashMap<>();
    private static final Map<Same, Integer> FORMS = new ConcurrentHashMap<>();
    private static final Map<String, Integer> WORDS = new ConcurrentHashMap<>();

    /** A schema in one of the interfaces, told by its identity: to compare the contents takes longer than to count them. */
    private record Same(Object schema, Api api) {
        @Override
        @SuppressWarnings("ReferenceEquality") // meant so
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && schema == same.schema && api == same.api;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(schema) + api.hashCode();
        }
    }

    private TokenCounter() {}

    /**
     * Tokens of {@code text}; marks of special tokens count as plain text. Takes time in proportion to its length; where it has words
     * or spaces longer than 1,024 characters, the result may be too large by one for each 1,024 of these.
     */
    public static int count(String text) {
        int tokens = 0;
        int from = 0;
        for (int i = 1; i < text.length(); i++) {
            if (parts(text.charAt(i - 1), text.charAt(i))) {
                tokens += counted(text.substring(from, i));
                from = i;
            }
        }
        return from == text.length() ? tokens : tokens + counted(text.substring(from));
    }

    /**
     * Whether no token goes from one character into the next, whatever stands around them: the encoding takes a space or a symbol
     * to the letters that follow it, keeps digits apart, and lets line ends follow only symbols and spaces.
     */
    private static boolean parts(char before, char after) {
        if (after == ' ') {
            return before > ' ' && before <= '~' || Character.isLetter(before);
        }
        if (after == '\n' || after == '\r') {
            return Character.isLetterOrDigit(before);
        }
        if (before <= ' ' || before > '~' || after <= ' ' || after > '~') {
            return false;
        }
        boolean digit = isDigit(after);
        // an apostrophe may begin a contraction
        return isDigit(before) ? !digit : digit || isLetter(before) && !isLetter(after) && after != '\'';
    }

    private static boolean isDigit(char c) {
        return '0' <= c && c <= '9';
    }

    private static boolean isNumber(String words) {
        for (int i = 0; i < words.length(); i++) {
            if (!isDigit(words.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z';
    }

    /** Documents are made of the same words: looking one up takes a tenth of the time of counting it. */
    private static int counted(String words) {
        if (words.length() == 1 && words.charAt(0) < DEL) {
            return 1;
        }
        if (isNumber(words)) {
            // any three make a token; kept, numbers would crowd out words
            return (words.length() + DIGITS_IN_TOKEN - 1) / DIGITS_IN_TOKEN;
        }
        return words.length() > LONGEST_KEPT
                ? inRuns(words)
                : kept(WORDS, MOST_WORDS, words, O200K::countTokensOrdinary);
    }

    private static int inRuns(String text) {
        if (text.length() <= LONGEST_RUN) {
            return O200K.countTokensOrdinary(text);
        }
        int tokens = 0;
        int counted = 0;
        int run = 0;
        for (int i = 1; i <= text.length(); i++) {
            boolean ends = i == text.length()
                    || Character.isWhitespace(text.charAt(i)) != Character.isWhitespace(text.charAt(i - 1));
            if (ends) {
                if (i - run > LONGEST_RUN) {
                    tokens += O200K.countTokensOrdinary(text.substring(counted, run)) + inParts(text, run, i);
                    counted = i;
                }
                run = i;
            }
        }
        return tokens + O200K.countTokensOrdinary(text.substring(counted));
    }

    /** Tokens of the messages with what the chat format adds to each. */
    public static int count(List<Message> messages) {
        return messages.stream()
                        .mapToInt(message -> PER_MESSAGE + count(message))
                        .sum()
                + PER_REPLY;
    }

    /** Tokens of all that {@code request} sends: messages, and schema or tools. */
    public static int count(ModelRequest request) {
        return count(request.messages())
                + count(request.form(), request.target().api());
    }

    private static int count(Message message) {
        // the instructions are the same for each document
        return message.role() == Role.SYSTEM
                ? kept(INSTRUCTIONS, MOST_KEPT, message.content(), TokenCounter::count)
                : count(message.content());
    }

    /** Tokens of the schema or tools of a request by {@code api}. */
    public static int count(OutputForm form, Api api) {
        return kept(
                FORMS,
                MOST_KEPT,
                new Same(schema(form), api),
                same -> count(form.json(api.shape()).toString()));
    }

    private static Object schema(OutputForm form) {
        return form instanceof OutputForm.Schema one ? one.schema() : form;
    }

    private static <K> int kept(Map<K, Integer> all, int most, K key, ToIntFunction<K> counted) {
        @Nullable Integer known = all.get(key);
        if (known != null) {
            return known;
        }
        if (all.size() >= most) {
            all.clear();
        }
        int count = counted.applyAsInt(key);
        all.put(key, count);
        return count;
    }

    private static int inParts(String text, int from, int to) {
        int tokens = 0;
        int start = from;
        while (start < to) {
            int end = Math.min(start + LONGEST_RUN, to);
            if (end < to && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            tokens += O200K.countTokensOrdinary(text.substring(start, end)) + 1;
            start = end;
        }
        return tokens;
    }
}
