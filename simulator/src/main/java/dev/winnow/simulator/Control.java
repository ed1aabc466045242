package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.winnow.simulator.api.Json;
import dev.winnow.simulator.http.Ask;
import dev.winnow.simulator.http.HttpReply;
import dev.winnow.simulator.http.Traffic;
import java.lang.management.ManagementFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The simulator's own addresses, for who measures: no key is asked for, and nothing there is in the bill. */
final class Control {
    private static final String BASE = "/simulator/";

    private final Simulator simulator;
    private final Traffic traffic;

    Control(Simulator simulator, Traffic traffic) {
        this.simulator = simulator;
        this.traffic = traffic;
    }

    /** Empty if the request is for none of them. */
    Optional<HttpReply> reply(Ask ask) {
        if (!ask.path().startsWith(BASE)) {
            return Optional.empty();
        }
        return switch (ask.line()) {
            case "GET /simulator/bill" -> json(Json.write(Json.MAPPER.valueToTree(simulator.bill())));
            case "GET /simulator/limits" -> json(QuotaJson.write(simulator.quotaUse()));
            case "GET /simulator/process" -> json(Json.write(process()));
            case "POST /simulator/reset" -> reset(new String(ask.body(), StandardCharsets.UTF_8));
            default -> Optional.empty();
        };
    }

    private static Optional<HttpReply> json(String body) {
        return Optional.of(HttpReply.json(200, body));
    }

    private Optional<HttpReply> reset(String form) {
        try {
            simulator.reset(settings(form));
            traffic.forgetMost();
            return json("{}");
        } catch (IllegalArgumentException e) {
            ObjectNode body = Json.object().put("error", e.getMessage());
            return Optional.of(HttpReply.json(400, Json.write(body)));
        }
    }

    private static Map<String, String> settings(String form) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String pair : form.strip().split("&")) {
            if (!pair.isEmpty()) {
                int end = pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('=');
                settings.put(
                        decoded(pair.substring(0, end)), decoded(pair.substring(Math.min(end + 1, pair.length()))));
            }
        }
        return settings;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private ObjectNode process() {
        long cpu = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1_000_000
                : -1;
        return Json.object()
                .put("cpu_ms", cpu)
                .put("up_ms", ManagementFactory.getRuntimeMXBean().getUptime())
                .put(
                        "heap_bytes",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed())
                .put("threads", ManagementFactory.getThreadMXBean().getThreadCount())
                .put("connections", traffic.connections())
                .put("in_flight", traffic.inFlight())
                .put("in_flight_most", traffic.inFlightMost());
    }
}
