package dev.winnow.simulator.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.ApiError;
import dev.winnow.simulator.api.Json;
import dev.winnow.simulator.api.OutputFormat.Form;
import dev.winnow.simulator.api.OutputFormat.Tools;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the function that a model would call for a document of a record type. */
final class ToolPick {
    private static final String NONE = "none_of_these";

    /** A function to call with these arguments. */
    record Call(String name, CountedText arguments) {}

    private ToolPick() {}

    /** The call, or nothing if no function fits and there is none to say so. */
    static Optional<Call> pick(Tools format, Optional<String> type, CountedText record) throws ApiError {
        List<Form> offered = format.tools().stream()
                .filter(tool -> format.forced().map(tool.name()::equals).orElse(true))
                .toList();
        String wanted = type.isPresent() ? type.get() : onlyOne(offered);
        Optional<Form> fitting =
                offered.stream().filter(tool -> tool.name().equals(wanted)).findFirst();
        if (fitting.isPresent()) {
            return Optional.of(new Call(wanted, record));
        }
        return offered.stream()
                .filter(tool -> tool.name().equals(NONE))
                .findFirst()
                .map(tool -> new Call(NONE, new CountedText(Json.write(reasons(tool.schema())))));
    }

    private static String onlyOne(List<Form> offered) throws ApiError {
        List<String> names = offered.stream()
                .map(Form::name)
                .filter(name -> !name.equals(NONE))
                .toList();
        if (names.size() != 1) {
            throw ApiError.badRequest(
                    "tools", "no_answer", "This simulator's answer has no 'type', so no tool can be chosen.");
        }
        return names.get(0);
    }

    private static ObjectNode reasons(@Nullable JsonNode schema) {
        ObjectNode arguments = Json.object();
        if (schema != null) {
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                if (property.getValue().toString().contains("\"string\"")) {
                    arguments.put(property.getKey(), "The document is none of these.");
                }
            }
        }
        return arguments;
    }
}
