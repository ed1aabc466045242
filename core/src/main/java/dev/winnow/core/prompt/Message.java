package dev.winnow.core.prompt;

import dev.winnow.core.json.CanonicalJson;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One message to the model. Its {@code toString} does not show the content.
 *
 * @param content plain text
 */
public record Message(Role role, String content) {

    /** More than the recipes of one process have. */
    private static final int MOST_KEPT = 256;

    private static final Map<String, String> INSTRUCTIONS = new ConcurrentHashMap<>();

    /** Who speaks. */
    public enum Role {
        /** The instructions. */
        SYSTEM,
        /** The document, and what was wrong with a reply. */
        USER,
        /** An earlier reply of the model. */
        ASSISTANT
    }

    /** Lower-case hexadecimal SHA-256 of the content, 64 characters; that of instructions, which are the same for each document, is kept. */
    public String sha256() {
        if (role != Role.SYSTEM) {
            return CanonicalJson.sha256(content);
        }
        @Nullable String known = INSTRUCTIONS.get(content);
        if (known != null) {
            return known;
        }
        if (INSTRUCTIONS.size() >= MOST_KEPT) {
            INSTRUCTIONS.clear();
        }
        String made = CanonicalJson.sha256(content);
        INSTRUCTIONS.put(content, made);
        return made;
    }

    @Override
    public String toString() {
        return role + "[" + content.length() + " characters]";
    }
}
