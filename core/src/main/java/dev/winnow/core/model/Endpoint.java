package dev.winnow.core.model;

import java.net.URI;
import java.util.Locale;

/**
 * A server that answers model calls.
 *
 * @param name what the configuration calls it; two endpoints may be one server with different keys
 * @param identity names the server in the journal and in the key of a reply: provider and host, never a credential
 * @param baseUrl includes the API's version, as {@code https://api.openai.com/v1}; of an Azure resource it may be the host alone
 */
public record Endpoint(String name, String identity, URI baseUrl, Kind kind) {

    /** What sort of server it is: which headers and extras it takes. */
    public enum Kind {
        /** OpenAI itself. */
        OPENAI,
        /** Azure OpenAI: the key goes into the header {@code api-key}, older paths name the deployment. */
        AZURE,
        /** Anything that speaks OpenAI's API; it is sent nothing that decides no answer. */
        COMPATIBLE
    }

    /** OpenAI itself. */
    public static final Endpoint OPENAI = named("openai", URI.create("https://api.openai.com/v1"));

    /** The endpoint {@code openai} at another base URL. */
    public static Endpoint at(URI baseUrl) {
        return named(OPENAI.name(), baseUrl);
    }

    /** A server identified by its host, port and path, of the kind its host tells. */
    public static Endpoint named(String name, URI baseUrl) {
        if (baseUrl.getScheme() == null || baseUrl.getHost() == null || baseUrl.getUserInfo() != null) {
            throw new IllegalArgumentException("a base URL looks like https://host/v1 and holds no credentials");
        }
        int port = baseUrl.getPort();
        boolean usual = port < 0 || port == (baseUrl.getScheme().equals("http") ? 80 : 443);
        String host = baseUrl.getHost().toLowerCase(Locale.ROOT);
        // the same server written differently must not look like another: its documents would be paid for again
        String identity = "openai-api " + host + (usual ? "" : ":" + port)
                + baseUrl.getPath().replaceFirst("/+$", "");
        return new Endpoint(name, identity, baseUrl, kind(host));
    }

    /** The simulator with its scripted answers, wherever it listens: its replies are never those of a model. */
    public static Endpoint offline(URI baseUrl) {
        return new Endpoint("offline", "offline simulator", baseUrl, Kind.COMPATIBLE);
    }

    private static Kind kind(String host) {
        if (host.equals("api.openai.com")) {
            return Kind.OPENAI;
        }
        return host.endsWith(".azure.com") ? Kind.AZURE : Kind.COMPATIBLE;
    }
}
