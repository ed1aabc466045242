package dev.winnow.core.model;

import java.net.URI;

/**
 * A server that answers model calls.
 *
 * @param identity names the server in the journal and in the key of a reply: provider and host, never a credential
 * @param baseUrl includes the API's version, as {@code https://api.openai.com/v1}
 */
public record Endpoint(String identity, URI baseUrl) {

    /** OpenAI itself. */
    public static final Endpoint OPENAI = at(URI.create("https://api.openai.com/v1"));

    /** A server identified by its host, port and path. */
    public static Endpoint at(URI baseUrl) {
        if (baseUrl.getHost() == null || baseUrl.getUserInfo() != null) {
            throw new IllegalArgumentException("a base URL looks like https://host/v1 and holds no credentials");
        }
        String port = baseUrl.getPort() < 0 ? "" : ":" + baseUrl.getPort();
        return new Endpoint("openai-api " + baseUrl.getHost() + port + baseUrl.getPath(), baseUrl);
    }

    /** The simulator with its scripted answers, wherever it listens: its replies are never those of a model. */
    public static Endpoint offline(URI baseUrl) {
        return new Endpoint("offline simulator", baseUrl);
    }
}
