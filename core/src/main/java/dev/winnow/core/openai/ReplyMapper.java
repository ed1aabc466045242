package dev.winnow.core.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.CallResult;
import java.io.IOException;
import java.util.Optional;

/**
 * From the body of an answer with status 2xx to a reply. The JSON is read as it is and not through openai-java's classes: what a
 * compatible server leaves out or writes otherwise is no reason to lose a reply that was paid for.
 */
final class ReplyMapper {

    private static final JsonMapper JSON = new JsonMapper();

    private final FailureMapper failures;

    ReplyMapper(FailureMapper failures) {
        this.failures = failures;
    }

    CallResult map(Api api, int status, byte[] body, AnswerHeaders headers) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return lost(status, "no_json");
        }
        JsonNode error = json.path("error");
        if (error.isObject() || json.path("status").asText().equals("failed")) {
            return failures.failure(status, error, headers).withUsage(UsageMapper.map(json));
        }
        CallResult result = switch (api) {
            case CHAT_COMPLETIONS ->
                ChatReply.map(json).<CallResult>map(reply -> reply).orElseGet(() -> lost(status, "no_choices"));
            case RESPONSES ->
                ResponsesReply.map(json)
                        .<CallResult>map(reply -> reply)
                        .orElseGet(() ->
                                lost(status, ResponsesReply.unfinished(json).orElse("no_output")));
        };
        return result instanceof CallFailure failure ? failure.withUsage(UsageMapper.map(json)) : result;
    }

    private static CallFailure lost(int status, String code) {
        return new CallFailure(Kind.REPLY_LOST, status, code, Optional.empty());
    }
}
