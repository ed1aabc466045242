package dev.winnow.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.schema.StrictSchemaChecker;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks what surrounds the schemas of a request, and the schemas: response format and tools in the shapes of Chat Completions and
 * Responses, and the model. Other parameters are not looked at. Stateless.
 */
public final class RequestChecker {

    /** Source: OpenAI's API description of August 2026. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    /**
     * Models that have JSON mode only. Source: OpenAI's structured-outputs guide, text of August 2026: gpt-4o-mini,
     * gpt-4o-2024-08-06 and later take schemas.
     */
    private static final Pattern WITHOUT_SCHEMAS =
            Pattern.compile("(ft:)?(gpt-3\\.5.*|gpt-4|gpt-4-.*|gpt-4o-2024-05-13.*|babbage-002.*|davinci-002.*)");

    private static final Set<String> DESCRIBED = Set.of("name", "description", "strict");

    private final List<Problem> problems = new ArrayList<>();
    private final Dialect dialect;

    private RequestChecker(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Every rule that {@code request} breaks in {@code dialect}; paths are JSON pointers from {@code #}. */
    public static List<Problem> check(JsonNode request, Dialect dialect) {
        RequestChecker checker = new RequestChecker(dialect);
        checker.request(request);
        return checker.problems;
    }

    private void request(JsonNode request) {
        if (WITHOUT_SCHEMAS.matcher(request.path("model").asText()).matches()) {
            problems.add(new Problem(
                    ProblemCode.SETTING,
                    "model",
                    request.path("model").asText() + " takes no schemas",
                    "gpt-4o-mini, gpt-4o-2024-08-06 or later"));
        }
        if (request.has("response_format")) {
            format(request.get("response_format"), "json_schema", "#/response_format");
        }
        if (request.path("text").has("format")) {
            format(request.path("text").get("format"), "", "#/text/format");
        }
        JsonNode tools = request.path("tools");
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.get(i);
            described(tool, tool.has("function") ? "function" : "", "parameters", "function", "#/tools/" + i);
        }
        if (!tools.isEmpty() && request.path("parallel_tool_calls").asBoolean(true)) {
            problem("#", "parallel_tool_calls is not false", "one document, one call");
        }
    }

    private void format(JsonNode format, String inside, String at) {
        described(format, inside, "schema", "json_schema", at);
    }

    private void described(JsonNode outer, String inside, String schema, String type, String at) {
        if (!outer.path("type").asText().equals(type)) {
            problem(at, "type is not " + type, "nothing else is strict");
        }
        String deep = inside.isEmpty() ? at : at + "/" + inside;
        JsonNode inner = inside.isEmpty() ? outer : outer.path(inside);
        outer.fieldNames().forEachRemaining(name -> {
            boolean known = name.equals("type")
                    || (inside.isEmpty() ? DESCRIBED.contains(name) || name.equals(schema) : name.equals(inside));
            if (!known) {
                problem(at, name + " is not taken here", "strict and the schema stand beside the name");
            }
        });
        if (!NAME.matcher(inner.path("name").asText()).matches()) {
            problem(deep, "has no name that is taken", "must match " + NAME);
        }
        if (!inner.path("strict").asBoolean(false)) {
            problem(deep, "strict is not true", "without it the schema is a hint");
        }
        for (Problem found : StrictSchemaChecker.check(inner.path(schema), dialect)) {
            String place = deep + "/" + schema + found.path().substring(1);
            problems.add(new Problem(found.code(), place, found.problem(), found.limit()));
        }
    }

    private void problem(String at, String problem, String limit) {
        problems.add(new Problem(ProblemCode.STRICT_RULE, at, problem, limit));
    }
}
