package dev.winnow.simulator;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * An HTTP request.
 *
 * @param bearer the header authorization as it was sent
 * @param azureKey the header api-key
 * @param version the query parameter api-version
 */
record Ask(
        String method,
        String path,
        Optional<String> bearer,
        Optional<String> azureKey,
        Optional<String> version,
        byte[] body) {

    static Ask of(HttpServerRequest request, byte[] body) {
        return new Ask(
                request.method().name(),
                request.path(),
                Optional.ofNullable(request.getHeader("authorization")),
                Optional.ofNullable(request.getHeader("api-key")),
                Optional.ofNullable(request.getParam("api-version")),
                body);
    }

    String line() {
        return method + " " + path;
    }
}
