package dev.winnow.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process of one client, until its input ends: an {@link Order} a line in, a line out when it is prepared, a line in to begin,
 * {@link Figures} out.
 */
public final class PeerMain {

    static final String MODEL = "winnow-offline";
    static final int OUTPUT_TOKENS = 8192;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS = 1e9;
    private static final double KILOBYTES = 1024;

    private PeerMain() {}

    /** Arguments: the name of a {@link PeerKind}, a working folder. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // what a client says itself is no answer
        System.setOut(System.err);
        Client client = PeerKind.valueOf(args[0]).client(Path.of(args[1]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            Order order = JSON.readValue(line, Order.class);
            client.prepare(order);
            out.println("ready");
            orders.readLine();
            out.println(JSON.writeValueAsString(measured(client, order)));
        }
        System.exit(0);
    }

    private static Figures measured(Client client, Order order) throws Exception {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.gc();
        // the peak begins anew
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        Finished finished = new Finished();
        long cpu = system.getProcessCpuTime();
        long started = System.nanoTime();
        client.run(order, finished);
        double seconds = (System.nanoTime() - started) / NANOS;
        double cpuSeconds = (system.getProcessCpuTime() - cpu) / NANOS;
        return new Figures(finished.records(), seconds, finished.steady(), cpuSeconds, peak());
    }

    private static double peak() throws Exception {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
