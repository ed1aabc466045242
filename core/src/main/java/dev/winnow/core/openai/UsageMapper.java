package dev.winnow.core.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.model.Usage;
import java.util.Optional;

/** Tokens as the server counted them. Chat Completions says prompt and completion where Responses says input and output. */
final class UsageMapper {

    private UsageMapper() {}

    /** Empty where either count is missing: then the cost is unknown. */
    static Optional<Usage> map(JsonNode body) {
        JsonNode usage = body.path("usage");
        String in = usage.has("prompt_tokens") ? "prompt_tokens" : "input_tokens";
        String out = usage.has("completion_tokens") ? "completion_tokens" : "output_tokens";
        Optional<Long> input = count(usage.path(in));
        Optional<Long> output = count(usage.path(out));
        if (input.isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        // these are contained in the counts, not added to them
        JsonNode read = usage.path(in + "_details");
        long cached = part(read.path("cached_tokens"), input.get());
        long written = part(read.path("cache_write_tokens"), input.get() - cached);
        long reasoning = part(usage.path(out + "_details").path("reasoning_tokens"), output.get());
        return Optional.of(new Usage(input.get(), cached, written, output.get(), reasoning));
    }

    private static long part(JsonNode value, long most) {
        return Math.min(count(value).orElse(0L), most);
    }

    private static Optional<Long> count(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
                ? Optional.of(value.longValue())
                : Optional.empty();
    }
}
