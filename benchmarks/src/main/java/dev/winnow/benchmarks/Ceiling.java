package dev.winnow.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many calls a second the simulator answers at most, without latency, and what a call costs it: what is measured with
 * it must stay well below. The simulator is a process of its own; client and simulator share the machine.
 */
public final class Ceiling {
    private static final int DOCUMENTS = 5_000;
    private static final int ROUNDS = 5;
    private static final double SECONDS = 5;
    private static final double WARM_UP_SECONDS = 20;
    private static final List<Integer> IN_FLIGHT = List.of(512, 2_000);

    private final URI baseUrl;
    private final HttpClient http = HttpClient.newHttpClient();

    private Ceiling(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Argument: a working folder. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path work = Files.createDirectories(Path.of(args[0]));
        Process simulator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--models=benchmark",
                        "--answers=" + answers(work))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(simulator.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.startsWith("http")) {
                line = out.readLine();
            }
            if (line == null) {
                throw new IOException("the simulator did not start");
            }
            new Ceiling(URI.create(line)).measure();
        } finally {
            simulator.destroy();
        }
    }

    private void measure() throws IOException, InterruptedException {
        List<byte[]> requests = requests();
        Load.run(baseUrl.getPort(), requests, IN_FLIGHT.get(0), WARM_UP_SECONDS);
        for (int inFlight : IN_FLIGHT) {
            double[] rates = new double[ROUNDS];
            double[] costs = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long cpu = cpuMillis();
                long start = System.nanoTime();
                long calls = Load.run(baseUrl.getPort(), requests, inFlight, SECONDS);
                rates[i] = calls / ((System.nanoTime() - start) / 1e9);
                costs[i] = (cpuMillis() - cpu) * 1e3 / calls;
            }
            Arrays.sort(rates);
            Arrays.sort(costs);
            System.out.printf(
                    Locale.ROOT,
                    "%,d in flight: %,.0f calls/s (%,.0f to %,.0f), simulator's CPU %.0f us a call (%.0f to %.0f)%n",
                    inFlight,
                    rates[ROUNDS / 2],
                    rates[0],
                    rates[ROUNDS - 1],
                    costs[ROUNDS / 2],
                    costs[0],
                    costs[ROUNDS - 1]);
        }
    }

    private long cpuMillis() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(baseUrl.resolve("/simulator/process")).build();
        JsonNode process = new ObjectMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
        return process.path("cpu_ms").asLong();
    }

    private static Path answers(Path work) throws IOException {
        List<String> lines = new ArrayList<>();
        JsonNode record = new ObjectMapper().readTree(Sample.RECEIPT.reply());
        for (int i = 0; i < DOCUMENTS; i++) {
            ObjectNode entry = JsonNodeFactory.instance.objectNode().put("text", document(i));
            entry.set("record", record);
            lines.add(entry.toString());
        }
        return Files.write(work.resolve("ceiling-answers.jsonl"), lines);
    }

    /** Winnow's own requests for a receipt. */
    private List<byte[]> requests() {
        Winnow winnow = new Winnow(Sample.RECEIPT.type());
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            requests.add(Load.request(baseUrl, winnow.request(document(i))));
        }
        return requests;
    }

    private static String document(int number) {
        return "Copy " + number + " of a receipt, as the till printed it and the customer took it home\n"
                + Sample.RECEIPT.document();
    }
}
