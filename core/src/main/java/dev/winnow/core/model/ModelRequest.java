package dev.winnow.core.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.tool.FunctionTool;
import java.util.List;

/**
 * Everything that decides a reply; nothing random. Two equal requests have the same {@link #key}.
 *
 * @param attempt from 1; a new attempt at a document asks again instead of taking the old reply
 */
public record ModelRequest(
        Endpoint endpoint,
        Api api,
        String model,
        List<Message> messages,
        OutputForm form,
        Parameters parameters,
        int attempt) {

    /** Copies the messages. */
    public ModelRequest {
        messages = List.copyOf(messages);
    }

    /** The same with other messages. */
    public ModelRequest withMessages(List<Message> others) {
        return new ModelRequest(endpoint, api, model, others, form, parameters, attempt);
    }

    /** The same with another output limit. */
    public ModelRequest withMaxOutputTokens(int limit) {
        return new ModelRequest(endpoint, api, model, messages, form, parameters.withMaxOutputTokens(limit), attempt);
    }

    /** Lower-case hexadecimal SHA-256 of the canonical JSON of this request, 64 characters. */
    public String key() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("endpoint", endpoint.identity())
                .put("api", api.name())
                .put("model", model)
                .put("attempt", attempt)
                .put("maxOutputTokens", parameters.maxOutputTokens());
        parameters.temperature().ifPresent(value -> json.put("temperature", value.toPlainString()));
        ArrayNode said = json.putArray("messages");
        for (Message message : messages) {
            said.addObject().put("role", message.role().name()).put("content", message.content());
        }
        if (form instanceof OutputForm.Schema schema) {
            json.putObject("schema")
                    .put("name", schema.schema().name())
                    .put("description", schema.schema().description())
                    .set("json", schema.schema().json());
        } else if (form instanceof OutputForm.Tools tools) {
            ArrayNode offered = json.putArray("tools");
            for (FunctionTool tool : tools.tools()) {
                offered.addObject()
                        .put("name", tool.name())
                        .put("description", tool.description())
                        .set("parameters", tool.parameters());
            }
        }
        return CanonicalJson.sha256(json);
    }

    @Override
    public String toString() {
        return "ModelRequest[" + model + ", " + messages.size() + " messages, attempt " + attempt + "]";
    }
}
