package dev.winnow.core.model;

import dev.winnow.core.tool.ApiShape;

/** Which of OpenAI's interfaces carries a call. */
public enum Api {
    /** {@code POST /chat/completions}. */
    CHAT_COMPLETIONS(ApiShape.CHAT),
    /** {@code POST /responses}. */
    RESPONSES(ApiShape.RESPONSES);

    private final ApiShape shape;

    Api(ApiShape shape) {
        this.shape = shape;
    }

    /** How schemas and tools are written into its requests. */
    public ApiShape shape() {
        return shape;
    }
}
