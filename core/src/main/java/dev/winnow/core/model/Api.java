package dev.winnow.core.model;

/** Which of OpenAI's interfaces carries a call. */
public enum Api {
    /** {@code POST /chat/completions}. */
    CHAT_COMPLETIONS
}
