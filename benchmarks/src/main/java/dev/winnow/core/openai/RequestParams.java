package dev.winnow.core.openai;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.winnow.core.model.ModelRequest;

/** Lets the benchmarks build a request without {@link OpenAiModelClient}'s HTTP; in this package for the mapper's sake. */
public final class RequestParams {

    private final RequestMapper mapper = new RequestMapper();

    /** The request as {@link OpenAiModelClient} hands it to openai-java. */
    public ChatCompletionCreateParams of(ModelRequest request) {
        return mapper.chat(request).build();
    }
}
