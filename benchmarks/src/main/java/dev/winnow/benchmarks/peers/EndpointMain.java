package dev.winnow.benchmarks.peers;

import dev.winnow.simulator.Latency;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The simulator's process: prints its address, then takes a latency a line and says so, until the input ends. */
public final class EndpointMain {

    private volatile Latency latency = Latency.none();

    private EndpointMain() {}

    /** Argument: the number of receipts it has answers for. */
    public static void main(String[] args) throws Exception {
        new EndpointMain().serve(Integer.parseInt(args[0]));
    }

    private void serve(int documents) throws Exception {
        try (Simulator simulator = Simulator.start(
                SimulatorOptions.defaults().withLatency(() -> latency.next()), Receipts.answers(documents))) {
            System.out.println(simulator.baseUrl());
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                latency = Cell.TAIL.equals(line)
                        ? Latency.heavyTail(1)
                        : Latency.fixed(Duration.ofMillis(Long.parseLong(line)));
                System.out.println(line);
            }
        }
    }
}
