package dev.winnow.core.openai;

import dev.winnow.core.model.Endpoint;

/**
 * Azure's two sorts of URL: the unified one, {@code https://NAME.openai.azure.com/openai/v1}, takes OpenAI's paths; a resource's,
 * {@code https://NAME.openai.azure.com}, takes Chat Completions under the deployment's name with the version as a parameter.
 */
final class AzureUrls {

    private static final String UNIFIED = "/openai/v1";

    private AzureUrls() {}

    static boolean isResource(Endpoint endpoint) {
        return endpoint.kind() == Endpoint.Kind.AZURE && !plain(endpoint).endsWith(UNIFIED);
    }

    /** Where OpenAI's own paths start. */
    static String unified(Endpoint endpoint) {
        return isResource(endpoint) ? plain(endpoint) + UNIFIED : plain(endpoint);
    }

    /** Without a slash at its end. */
    static String plain(Endpoint endpoint) {
        return endpoint.baseUrl().toString().replaceFirst("/+$", "");
    }
}
