package dev.winnow.core.prompt;

/**
 * One message to the model. Its {@code toString} does not show the content.
 *
 * @param content plain text
 */
public record Message(Role role, String content) {

    /** Who speaks. */
    public enum Role {
        /** The instructions. */
        SYSTEM,
        /** The document, and what was wrong with a reply. */
        USER,
        /** An earlier reply of the model. */
        ASSISTANT
    }

    @Override
    public String toString() {
        return role + "[" + content.length() + " characters]";
    }
}
