package dev.winnow.batch.config;

import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelClient;
import dev.winnow.core.openai.OpenAiModelClient;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** An open client for each endpoint of a route, until closed. */
public final class ModelClients implements AutoCloseable {

    private final Map<Endpoint, OpenAiModelClient> clients = new LinkedHashMap<>();

    /** Opens no connection yet. */
    public ModelClients(ModelSetup setup, WinnowProperties settings) {
        setup.endpoints()
                .forEach((endpoint, access) -> clients.put(
                        endpoint,
                        new OpenAiModelClient(
                                endpoint,
                                access.keys(),
                                settings.timeouts().timeouts(),
                                Clock.systemUTC(),
                                access.settings().apiVersion())));
    }

    /** By endpoint. */
    public Map<Endpoint, ModelClient> byEndpoint() {
        return Map.copyOf(clients);
    }

    @Override
    public void close() {
        clients.values().forEach(OpenAiModelClient::close);
    }
}
