package dev.winnow.core.model;

import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.prompt.Message;
import java.util.List;

/**
 * Everything that decides a reply; nothing random. Two requests that are the same to a server have the same {@link #key}.
 *
 * @param attempt from 1; a new attempt at a document asks again instead of taking the old reply
 */
public record ModelRequest(Target target, List<Message> messages, OutputForm form, int attempt) {

    private static final int LIKELY_LENGTH = 512;

    /** Copies the messages. */
    public ModelRequest {
        messages = List.copyOf(messages);
    }

    /** The same with other messages. */
    public ModelRequest withMessages(List<Message> others) {
        return new ModelRequest(target, others, form, attempt);
    }

    /** The same with another output limit. */
    public ModelRequest withMaxOutputTokens(int limit) {
        return new ModelRequest(
                target.withParameters(target.parameters().withMaxOutputTokens(limit)), messages, form, attempt);
    }

    /** Its output limit in tokens. */
    public int maxOutputTokens() {
        return target.parameters().maxOutputTokens();
    }

    /** What a rate limit of tokens counts for it: the larger of the output limit and a quarter of the characters (guide on rate limits, 2026). */
    public long quotaTokens() {
        long characters = messages.stream()
                .mapToLong(message -> message.content().length())
                .sum();
        return Math.max(maxOutputTokens(), (characters + 3) / 4);
    }

    /**
     * Lower-case hexadecimal SHA-256 of the canonical JSON of this request, 64 characters. The contents of messages, and schema or
     * tools, stand in it as their own SHA-256: most of a request is the same in each, and is hashed once.
     */
    public String key() {
        // in the order of names, as canonical JSON is
        Parameters parameters = target.parameters();
        StringBuilder json = new StringBuilder(LIKELY_LENGTH);
        CanonicalJson.append(json.append("{\"api\":"), target.api().name());
        json.append(",\"attempt\":").append(attempt);
        CanonicalJson.append(json.append(",\"endpoint\":"), target.endpoint().identity());
        json.append(",\"maxOutputTokens\":")
                .append(parameters.maxOutputTokens())
                .append(",\"messages\":[");
        String next = "{\"content\":";
        for (Message message : messages) {
            CanonicalJson.append(json.append(next), message.sha256());
            CanonicalJson.append(json.append(",\"role\":"), message.role().name())
                    .append('}');
            next = ",{\"content\":";
        }
        CanonicalJson.append(json.append("],\"model\":"), target.model().name());
        parameters
                .reasoningEffort()
                .ifPresent(value -> CanonicalJson.append(json.append(",\"reasoningEffort\":"), value));
        if (form instanceof OutputForm.Schema) {
            CanonicalJson.append(json.append(",\"schema\":"), CanonicalForms.sha256(form));
        }
        parameters
                .temperature()
                .ifPresent(value -> CanonicalJson.append(json.append(",\"temperature\":"), value.toPlainString()));
        if (form instanceof OutputForm.Tools) {
            CanonicalJson.append(json.append(",\"tools\":"), CanonicalForms.sha256(form));
        }
        return CanonicalJson.sha256(json.append('}').toString());
    }

    @Override
    public String toString() {
        return "ModelRequest[" + target + ", " + messages.size() + " messages, attempt " + attempt + "]";
    }
}
