package dev.winnow.core.model;

import java.net.URI;
import java.util.Locale;

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
        if (baseUrl.getScheme() == null || baseUrl.getHost() == null || baseUrl.getUserInfo() != null) {
            throw new IllegalArgumentException("a base URL looks like https://host/v1 and holds no credentials");
        }
        int port = baseUrl.getPort();
        boolean usual = port < 0 || port == (baseUrl.getScheme().equals("http") ? 80 : 443);
        String host = baseUrl.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
        // the same server written differently must not look like another: its documents would be paid for again
        return new Endpoint("openai-api " + host + baseUrl.getPath().replaceFirst("/+$", ""), baseUrl);
    }

    /** The simulator with its scripted answers, wherever it listens: its replies are never those of a model. */
    public static Endpoint offline(URI baseUrl) {
        return new Endpoint("offline simulator", baseUrl);
    }
}
