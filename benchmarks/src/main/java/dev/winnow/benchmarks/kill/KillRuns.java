package dev.winnow.benchmarks.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Kills {@code winnow run} with {@code kill -9} at random moments of runs of 500 documents, its database too in a third of them,
 * and alone now and then; starts the same command again, and compares in the end what the tables hold with what they must and with what the model's
 * server has billed. Program and database are processes of their own; the server is this one. Linux only.
 */
public final class KillRuns {

    private KillRuns() {}

    /** Arguments: see {@link Plan#of}. */
    public static void main(String[] args) throws Exception {
        Plan plan = Plan.of(args);
        clear(plan);
        Findings findings = new Findings();
        KillReport report = new KillReport(plan, findings);
        // also where it is ended early
        Runtime.getRuntime().addShutdownHook(new Thread(() -> print(plan, findings, report)));
        if (plan.kills() > 0) {
            inLanes(plan, findings);
        }
        Signals signals = new Signals(plan, findings);
        Random random = new Random(plan.seed());
        for (int i = 0; i < plan.signals(); i++) {
            signals.stop(Signals.SHORT, i == 0, random);
            signals.stop(Signals.LONG, i == 0, random);
        }
        if (plan.hanging() > 0) {
            Hanging.run(plan, findings, plan.hanging());
        }
        System.exit(report.allReached() ? 0 : 1);
    }

    private static void print(Plan plan, Findings findings, KillReport report) {
        // what is still at work where it was ended early
        Servers.kill(Servers.below(plan.work()));
        findings.print();
        try {
            System.out.println();
            System.out.print(report.text());
            Files.writeString(plan.work().resolve("kill.md"), report.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inLanes(Plan plan, Findings findings) throws InterruptedException, ExecutionException {
        ExecutorService lanes = Executors.newFixedThreadPool(plan.lanes());
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 1; i <= plan.lanes(); i++) {
            Lane lane = new Lane(plan, "lane" + i, findings);
            work.add(() -> {
                lane.work();
                return null;
            });
        }
        try {
            for (Future<Void> done : lanes.invokeAll(work)) {
                done.get();
            }
        } finally {
            lanes.shutdownNow();
        }
    }

    private static void clear(Plan plan) throws IOException {
        // an earlier one may have been ended early
        Servers.kill(Servers.below(plan.work()));
        if (Files.exists(plan.work())) {
            try (var all = Files.walk(plan.work())) {
                all.sorted(Comparator.reverseOrder()).forEach(path -> {
                    try {
                        Files.delete(path);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
        Files.createDirectories(plan.work());
    }
}
