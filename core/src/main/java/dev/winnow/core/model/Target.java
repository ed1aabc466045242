package dev.winnow.core.model;

import dev.winnow.core.schema.Dialect;
import java.util.Optional;

/**
 * Where a request goes and how it is asked: one stop of a route.
 *
 * @param dialect what endpoint and model take of JSON Schema
 * @param maxInputTokens only documents of at most so many input tokens go here; empty for all
 */
public record Target(
        Endpoint endpoint,
        Api api,
        OutputStyle style,
        ModelProfile model,
        Parameters parameters,
        Dialect dialect,
        Optional<Integer> maxInputTokens) {

    /** Chat Completions with a schema, in the dialect that model and endpoint tell, for documents of any length. */
    public static Target of(Endpoint endpoint, ModelProfile model, int maxOutputTokens) {
        return new Target(
                endpoint,
                Api.CHAT_COMPLETIONS,
                OutputStyle.SCHEMA,
                model,
                Parameters.of(model, maxOutputTokens),
                Dialect.of(model.name(), endpoint.baseUrl()),
                Optional.empty());
    }

    /** The same with another dialect. */
    public Target withDialect(Dialect other) {
        return new Target(endpoint, api, style, model, parameters, other, maxInputTokens);
    }

    /** The same by another interface and style. */
    public Target by(Api otherApi, OutputStyle otherStyle) {
        return new Target(endpoint, otherApi, otherStyle, model, parameters, dialect, maxInputTokens);
    }

    /** The same with other parameters. */
    public Target withParameters(Parameters others) {
        return new Target(endpoint, api, style, model, others, dialect, maxInputTokens);
    }

    /** The same for short documents only. */
    public Target upTo(int inputTokens) {
        return new Target(endpoint, api, style, model, parameters, dialect, Optional.of(inputTokens));
    }

    /** As in a route's configuration: {@code endpoint/model}. */
    public String name() {
        return endpoint.name() + "/" + model.name();
    }

    /** Its name. */
    @Override
    public String toString() {
        return name();
    }
}
