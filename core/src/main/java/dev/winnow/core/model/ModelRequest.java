package dev.winnow.core.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.prompt.Message;
import java.util.List;

/**
 * Everything that decides a reply; nothing random. Two requests that are the same to a server have the same {@link #key}.
 *
 * @param attempt from 1; a new attempt at a document asks again instead of taking the old reply
 */
public record ModelRequest(Target target, List<Message> messages, OutputForm form, int attempt) {

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

    /** Lower-case hexadecimal SHA-256 of the canonical JSON of this request, 64 characters. */
    public String key() {
        Parameters parameters = target.parameters();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("endpoint", target.endpoint().identity())
                .put("api", target.api().name())
                .put("model", target.model().name())
                .put("attempt", attempt)
                .put("maxOutputTokens", parameters.maxOutputTokens());
        parameters.reasoningEffort().ifPresent(value -> json.put("reasoningEffort", value));
        ArrayNode said = json.putArray("messages");
        for (Message message : messages) {
            said.addObject().put("role", message.role().name()).put("content", message.content());
        }
        // the form is the largest part and the same in every request: its text is kept. Canonical JSON is in the order
        // of names.
        String head = CanonicalJson.text(json);
        String temperature = parameters
                .temperature()
                .map(value -> ",\"temperature\":\"" + value.toPlainString() + '"')
                .orElse("");
        String asked = CanonicalForms.text(form);
        String rest = form instanceof OutputForm.Schema
                ? ",\"schema\":" + asked + temperature
                : temperature + ",\"tools\":" + asked;
        return CanonicalJson.sha256(head.substring(0, head.length() - 1) + rest + '}');
    }

    @Override
    public String toString() {
        return "ModelRequest[" + target + ", " + messages.size() + " messages, attempt " + attempt + "]";
    }
}
