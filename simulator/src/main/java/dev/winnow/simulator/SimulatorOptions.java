package dev.winnow.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a {@link Simulator} behaves.
 *
 * @param port the port on 127.0.0.1, 0 to 65535; 0 takes any free one (default)
 * @param models the names of the models it serves, at least one; default {@code winnow-offline}. A model whose name
 *     starts with {@code ft:} refuses the keywords that OpenAI's fine-tuned models refuse
 * @param apiKeys the keys it accepts as bearer token; empty accepts any key (default), but a request must send one
 * @param latency the time from request to reply; default none
 * @param limits the rate limits; default {@link Limits#none()}
 * @param faults what goes wrong with which documents; default {@link Faults#none()}
 * @param dialect whose paths and error bodies it has; default {@link Dialect#OPENAI}
 * @param rules what single models refuse, by name; default nothing
 */
public record SimulatorOptions(
        int port,
        List<String> models,
        Set<String> apiKeys,
        Latency latency,
        Limits limits,
        Faults faults,
        Dialect dialect,
        Map<String, ModelRules> rules) {

    /** @throws IllegalArgumentException if the port is out of range or there is no model */
    public SimulatorOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + ", must be 0 to 65535");
        }
        models = List.copyOf(models);
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        apiKeys = Collections.unmodifiableSet(new LinkedHashSet<>(apiKeys));
        if (models.isEmpty()) {
            throw new IllegalArgumentException("models: none, needs at least one");
        }
    }

    /** Any free port, the model {@code winnow-offline}, any key, no latency, no limits, no faults. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                0,
                List.of("winnow-offline"),
                Set.of(),
                Latency.none(),
                Limits.none(),
                Faults.none(),
                Dialect.OPENAI,
                Map.of());
    }

    public SimulatorOptions withPort(int newPort) {
        return new SimulatorOptions(newPort, models, apiKeys, latency, limits, faults, dialect, rules);
    }

    public SimulatorOptions withModels(String... newModels) {
        return new SimulatorOptions(port, List.of(newModels), apiKeys, latency, limits, faults, dialect, rules);
    }

    public SimulatorOptions withApiKeys(String... newApiKeys) {
        return new SimulatorOptions(
                port, models, new LinkedHashSet<>(List.of(newApiKeys)), latency, limits, faults, dialect, rules);
    }

    public SimulatorOptions withLatency(Latency newLatency) {
        return new SimulatorOptions(port, models, apiKeys, newLatency, limits, faults, dialect, rules);
    }

    public SimulatorOptions withLimits(Limits newLimits) {
        return new SimulatorOptions(port, models, apiKeys, latency, newLimits, faults, dialect, rules);
    }

    public SimulatorOptions withFaults(Faults newFaults) {
        return new SimulatorOptions(port, models, apiKeys, latency, limits, newFaults, dialect, rules);
    }

    public SimulatorOptions withDialect(Dialect newDialect) {
        return new SimulatorOptions(port, models, apiKeys, latency, limits, faults, newDialect, rules);
    }

    /** Serves this model too, with rules of its own. */
    public SimulatorOptions withRules(String model, ModelRules newRules) {
        Set<String> names = new LinkedHashSet<>(models);
        names.add(model);
        Map<String, ModelRules> more = new LinkedHashMap<>(rules);
        more.put(model, newRules);
        return new SimulatorOptions(port, List.copyOf(names), apiKeys, latency, limits, faults, dialect, more);
    }

    /** Names the number of keys, never a key. */
    @Override
    public String toString() {
        return "SimulatorOptions[port=%d, models=%s, apiKeys=%d, latency=%s, limits=%s, faults=%s, dialect=%s, rules=%s]"
                .formatted(port, models, apiKeys.size(), latency, limits, faults, dialect, rules);
    }
}
