package dev.winnow.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.benchmarks.Load;
import dev.winnow.benchmarks.Winnow;
import dev.winnow.extractors.receipt.Receipt;
import dev.winnow.simulator.Main;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A simulator in a process of its own. */
final class Endpoint implements AutoCloseable {

    /** Of the ceiling. */
    private static final int REQUESTS = 1_000;

    private static final int IN_FLIGHT = 512;
    private static final double SECONDS = 4;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Lines process;
    private final URI baseUrl;

    /** Answers for so many receipts. */
    Endpoint(Path work, int documents) throws IOException {
        process = Lines.start(
                work.resolve("simulator.log"),
                List.of("-Xmx1g", "-XX:+UseParallelGC"),
                System.getProperty("java.class.path"),
                Main.class,
                "--models=" + PeerMain.MODEL + ",benchmark",
                "--answers=" + Receipts.answers(work, documents));
        baseUrl = URI.create(process.read());
    }

    URI baseUrl() {
        return baseUrl;
    }

    long pid() {
        return process.pid();
    }

    /** Counts from nothing, under settings as {@code winnow simulator} takes them. */
    void reset(Map<String, String> settings) throws IOException {
        String form = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + URLEncoder.encode(setting.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        send(at("/simulator/reset").POST(BodyPublishers.ofString(form)));
    }

    /** What the limits of the one model and key admitted. */
    JsonNode limits() throws IOException {
        return new ObjectMapper().readTree(send(at("/simulator/limits").GET())).path(0);
    }

    /** How many calls a second it answers at most. */
    double ceiling() throws IOException {
        reset(Map.of());
        Winnow winnow = new Winnow(Receipt.class);
        List<byte[]> requests = IntStream.range(0, REQUESTS)
                .mapToObj(i -> Load.request(baseUrl, winnow.request(Receipts.text(i))))
                .toList();
        return Load.run(baseUrl.getPort(), requests, IN_FLIGHT, SECONDS) / SECONDS;
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(baseUrl.resolve(path));
    }

    private String send(HttpRequest.Builder request) throws IOException {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("the simulator says " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
