package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form in which a request wants its answer. */
public sealed interface OutputFormat {

    /** Text without a form, or any JSON. */
    record Free() implements OutputFormat {}

    /** An answer that follows a JSON Schema. */
    record Schema(Form form) implements OutputFormat {}

    /** A call of one of these functions; {@code forced} names the only one that may be called. */
    record Tools(List<Form> tools, Optional<String> forced) implements OutputFormat {}

    /**
     * Where a schema came from, and how it is refused if it is wrong.
     *
     * @param kind in OpenAI's words: response_format or function
     * @param param the parameter that held it
     * @param code the error code
     */
    record Source(String kind, String param, @Nullable String code) {}

    /**
     * A named schema.
     *
     * @param strict whether the schema was sent with {@code strict: true}
     * @param schema null if none was sent
     */
    record Form(
            Source source,
            String name,
            boolean strict,
            @Nullable JsonNode schema) {}
}
