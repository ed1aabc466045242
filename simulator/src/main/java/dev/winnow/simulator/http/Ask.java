package dev.winnow.simulator.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * An HTTP request.
 *
 * @param bearer the bearer token in the header authorization
 * @param azureKey the header api-key
 * @param version the query parameter api-version
 */
public record Ask(
        String method,
        String path,
        Optional<String> bearer,
        Optional<String> azureKey,
        Optional<String> version,
        byte[] body) {

    private static final String BEARER = "Bearer ";

    static Ask of(HttpServerRequest request, byte[] body) {
        return new Ask(
                request.method().name(),
                request.path(),
                Optional.ofNullable(request.getHeader("authorization"))
                        .filter(header -> header.startsWith(BEARER))
                        .map(header -> header.substring(BEARER.length()).strip()),
                Optional.ofNullable(request.getHeader("api-key")),
                Optional.ofNullable(request.getParam("api-version")),
                body);
    }

    public String line() {
        return method + " " + path;
    }
}
