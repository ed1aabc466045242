package dev.winnow.batch.watch;

import ch.qos.logback.classic.Level;
import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.ThrottleState;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.Target;
import dev.winnow.core.model.Usage;
import dev.winnow.db.store.Run;
import dev.winnow.db.store.RunReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes what happens in a run to the log, one line each, with lengths and hashes in place of texts. The fields are listed in
 * docs/operating.md. Thread-safe.
 */
public final class RunLog implements RunListener {

    /** What a server says of itself is kept only if it looks like an identifier. */
    private static final Pattern IDENTIFIER = Pattern.compile("[!-~]{1,128}");

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final LogFile file;
    private final long run;
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    /** Logs for {@code run}; the file is closed by whoever opened it. */
    public RunLog(LogFile file, Run run, List<String> types, String recipe) {
        this.file = file;
        this.run = run.id();
        line(Level.INFO, run.continued() ? "run_continued" : "run_begun")
                .addKeyValue("types", String.join(",", types))
                .addKeyValue("recipe", recipe)
                .log();
    }

    private LoggingEventBuilder line(Level level, String event) {
        return file.line(level, event).addKeyValue("run", run);
    }

    private LoggingEventBuilder call(Level level, String event, CallIntent intent, long callId) {
        Target target = intent.request().target();
        return line(level, event)
                .addKeyValue("document", intent.document().sha256())
                .addKeyValue("call", callId)
                .addKeyValue("endpoint", target.endpoint().name())
                .addKeyValue("model", target.model().name())
                .addKeyValue("attempt", intent.request().attempt());
    }

    @Override
    public void reused(CallIntent intent, long callId) {
        call(Level.INFO, "reply_reused", intent, callId).log();
    }

    @Override
    public void closed(ClosedCall call) {
        boolean answered = call.exchange().result() instanceof ModelReply;
        LoggingEventBuilder line = call(answered ? Level.INFO : Level.WARN, "call_closed", call.intent(), call.id())
                .addKeyValue("request_id", call.exchange().requestId().map(RunLog::identifier))
                .addKeyValue("latency_ms", call.latency().toMillis())
                .addKeyValue("estimated_input_tokens", call.intent().inputTokens())
                .addKeyValue("usd", call.cost());
        if (call.exchange().result() instanceof ModelReply reply) {
            replied(line, reply).log();
        } else {
            failed(line, (CallFailure) call.exchange().result()).log();
        }
    }

    private static LoggingEventBuilder replied(LoggingEventBuilder line, ModelReply reply) {
        String text = reply.content().or(reply::refusal).orElse("")
                + reply.toolCalls().stream().map(ModelReply.ToolCall::arguments).collect(Collectors.joining());
        return line.addKeyValue("result", "ANSWERED")
                .addKeyValue("finish", reply.refusal().isPresent() ? "REFUSED" : reply.finishReason())
                .addKeyValue("input_tokens", reply.usage().map(Usage::input))
                .addKeyValue("cached_tokens", reply.usage().map(Usage::cached))
                .addKeyValue("output_tokens", reply.usage().map(Usage::output))
                .addKeyValue("reply_chars", text.length())
                .addKeyValue("reply_sha256", CanonicalJson.sha256(text));
    }

    private static LoggingEventBuilder failed(LoggingEventBuilder line, CallFailure failure) {
        return line.addKeyValue("result", failure.kind())
                .addKeyValue("status", failure.status() == 0 ? Optional.empty() : Optional.of(failure.status()))
                .addKeyValue(
                        "code",
                        Optional.of(failure.code())
                                .filter(code -> !code.isEmpty())
                                .map(RunLog::identifier))
                .addKeyValue("retry_after_ms", failure.retryAfter().map(Duration::toMillis));
    }

    private static String identifier(String told) {
        return IDENTIFIER.matcher(told).matches() ? told : "unfit";
    }

    @Override
    public void overBudget(CallIntent intent, String budget) {
        line(Level.WARN, "budget_reached")
                .addKeyValue("document", intent.document().sha256())
                .addKeyValue("reserved_usd", intent.reservedUsd())
                .addKeyValue("reserved_tokens", intent.reservedTokens())
                .addKeyValue("why", budget)
                .log();
    }

    @Override
    public void again(CallIntent intent, CallFailure failure) {
        line(Level.INFO, "call_again")
                .addKeyValue("document", intent.document().sha256())
                .addKeyValue("endpoint", intent.request().target().endpoint().name())
                .addKeyValue("model", intent.request().target().model().name())
                .addKeyValue("after", failure.kind())
                .log();
    }

    @Override
    public void waiting(Duration pause) {
        if (pause.compareTo(SHORTEST_WAIT) > 0) {
            line(Level.INFO, "wait").addKeyValue("wait_ms", pause.toMillis()).log();
        }
    }

    @Override
    public void endpoint(Endpoint endpoint, EndpointGate.State state) {
        line(state.kind() == EndpointGate.Kind.CLOSED ? Level.INFO : Level.WARN, "endpoint")
                .addKeyValue("endpoint", endpoint.name())
                .addKeyValue("circuit", state.kind())
                .addKeyValue("until", state.until())
                .addKeyValue("down_since", state.downSince())
                .log();
    }

    @Override
    public void throttle(Target target, ThrottleState state) {
        for (ThrottleState.Limit limit : state.limits()) {
            String name = target.name() + " " + limit.kind();
            if (limit.heldUntil().isEmpty()) {
                held.remove(name);
            } else if (held.add(name)) {
                line(Level.WARN, "limit_held")
                        .addKeyValue("endpoint", target.endpoint().name())
                        .addKeyValue("model", target.model().name())
                        .addKeyValue("limit", limit.kind())
                        .addKeyValue("takes", limit.limit())
                        .addKeyValue("until", limit.heldUntil())
                        .addKeyValue("waiting", state.waiting())
                        .log();
            }
        }
    }

    @Override
    public void cutOff(int calls) {
        line(Level.WARN, "calls_cut_off").addKeyValue("calls", calls).log();
    }

    @Override
    public void lost() {
        line(Level.WARN, "run_lost").log();
    }

    @Override
    public void ended(RunReport report, Optional<String> reason) {
        line(reason.isPresent() ? Level.WARN : Level.INFO, "run_ended")
                .addKeyValue("why", reason)
                .addKeyValue("documents", report.documents())
                .addKeyValue("pending", report.pending())
                .addKeyValue("outcomes", report.outcomes())
                .addKeyValue("calls", report.calls())
                .addKeyValue("replies_reused", report.journalHits())
                .addKeyValue("input_tokens", report.inputTokens())
                .addKeyValue("cached_tokens", report.cachedTokens())
                .addKeyValue("output_tokens", report.outputTokens())
                .addKeyValue("usd", report.costUsd())
                .log();
    }
}
