package dev.winnow.benchmarks.kill;

import dev.winnow.benchmarks.kill.Findings.Wrong;
import dev.winnow.benchmarks.peers.Machine;
import dev.winnow.benchmarks.peers.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came out, as a section of docs/performance.md. */
final class KillReport {

    private final Plan plan;
    private final Findings findings;

    KillReport(Plan plan, Findings findings) {
        this.plan = plan;
        this.findings = findings;
    }

    String text() throws IOException {
        return """
                ## Kills, stops and calls that hang (%s)

                `benchmarks/kill` %s. %d runs of %d documents, %d calls in flight, %d runs at a time, each on an embedded
                PostgreSQL of its own; calls with the heavy tail where nothing else is said. The moments are random (seed %d), from the start of the JVM on; of
                the stops by SIGTERM the first of each kind comes when its calls have just been sent.

                %s""".formatted(
                        "JDK " + Runtime.version().feature(),
                        Machine.where(),
                        findings.counted(Lane.RUNS),
                        plan.documents(),
                        plan.inFlight(),
                        plan.lanes(),
                        plan.seed(),
                        Target.table(verdicts()));
    }

    boolean allReached() {
        return verdicts().stream().allMatch(Target::reached);
    }

    List<Target> verdicts() {
        List<Target> all = new ArrayList<>();
        if (plan.kills() > 0) {
            kills(all);
        }
        if (plan.signals() > 0) {
            stops(all, Signals.SHORT, "0");
            stops(all, Signals.LONG, "the calls that it says were cut off");
        }
        if (plan.hanging() > 0) {
            hanging(all);
        }
        all.add(verdict("documents lost", "0", " of " + findings.counted(Ledger.DOCUMENTS), Wrong.LOST));
        all.add(verdict("rows twice", "0", "", Wrong.ROW_TWICE));
        all.add(verdict("outcomes wrong", "0", "", Wrong.OUTCOME));
        all.add(verdict("anything else wrong", "0", "", Wrong.OTHER));
        return all;
    }

    private void kills(List<Target> all) {
        long kills = findings.counted(Lane.KILLS);
        long alone = findings.counted(Lane.KILLS_OF_DATABASE);
        long both = findings.counted(Lane.KILLS_OF_BOTH);
        all.add(new Target(
                "`kill -9` of the JVM, PostgreSQL killed too",
                Plan.KILLS + ", a third",
                kills + ", " + both + "; besides, of PostgreSQL alone: " + alone,
                kills >= Plan.KILLS && 3 * both >= kills));
        all.add(new Target(
                "calls bought twice",
                "in each run at most the calls of the processes killed, of each at most those that may be in flight and an eighth",
                findings.counted(Restarts.BOUGHT_TWICE) + " of at most "
                        + findings.counted(Restarts.UNRECORDED) + " at "
                        + (kills + alone) + " kills; "
                        + findings.spread(Restarts.BOUGHT_TWICE_SHARE)
                                .map(share -> share.percent("%.0f"))
                                .orElse("nothing")
                        + " of a run's; more than places were taken: "
                        + findings.spread(Restarts.MORE_THAN_PLACES)
                                .map(more -> "in " + findings.measurements(Restarts.MORE_THAN_PLACES) + " runs, by "
                                        + Math.round(more.most()) + " at most")
                                .orElse("in no run"),
                findings.measurements(Restarts.BOUGHT_TWICE_SHARE) > 0 && findings.wrong(Wrong.BOUGHT_TWICE) == 0));
        all.add(new Target(
                "first call after a restart",
                "within " + Restarts.FIRST_CALL.toSeconds() + " s",
                seconds(Restarts.FIRST_CALL_AFTER) + "; missed: " + findings.wrong(Wrong.FIRST_CALL) + "; "
                        + findings.counted(Restarts.KILLED_BEFORE) + " killed before it, "
                        + findings.counted(Restarts.NOTHING_TO_ASK) + " with nothing left to ask",
                findings.measurements(Restarts.FIRST_CALL_AFTER) > 0 && findings.wrong(Wrong.FIRST_CALL) == 0));
    }

    private void stops(List<Target> all, Signals.Calls calls, String most) {
        all.add(new Target(
                "SIGTERM with calls of " + calls.length().toSeconds() + " s: stopped",
                "within " + Signals.MOST.toSeconds() + " s, exit 1",
                seconds(calls.stopped()),
                findings.measurements(calls.stopped()) == plan.signals() && findings.wrong(Wrong.STOP) == 0));
        all.add(new Target(
                "SIGTERM with calls of " + calls.length().toSeconds() + " s: bought twice",
                "at most " + most,
                findings.counted(calls.twice()) + ", " + findings.counted(calls.cut()) + " cut off",
                findings.measurements(calls.stopped()) == plan.signals()
                        && findings.wrong(Wrong.BOUGHT_TWICE_AFTER_STOP) == 0));
    }

    private void hanging(List<Target> all) {
        String bar = "within " + Hanging.LATEST.toSeconds() + " s";
        boolean none = findings.wrong(Wrong.LATE) == 0;
        all.add(new Target(
                "of 1% of the documents the first call silent, of 1% trickling, deadline "
                        + Hanging.DEADLINE.toSeconds() + " s: latest of these",
                bar,
                seconds(Hanging.STRUCK),
                none && findings.measurements(Hanging.STRUCK) > 0));
        all.add(new Target(
                "latest of all " + plan.hanging(),
                bar,
                seconds(Hanging.ALL),
                none && findings.measurements(Hanging.ALL) == plan.hanging()));
        all.add(verdict("connections left", "0", "", Wrong.CONNECTION_LEFT));
    }

    private Target verdict(String what, String bar, String more, Wrong kind) {
        return new Target(what, bar, findings.wrong(kind) + more, findings.wrong(kind) == 0);
    }

    private String seconds(String what) {
        return findings.spread(what)
                .map(spread -> String.format(
                        Locale.ROOT,
                        "median %.1f s, most %.1f s, of %d",
                        spread.median(),
                        spread.most(),
                        findings.measurements(what)))
                .orElse("none");
    }
}
