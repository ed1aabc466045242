package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Api;
import dev.winnow.simulator.api.ApiError;
import dev.winnow.simulator.api.Json;
import dev.winnow.simulator.http.Arrival.Ending;
import dev.winnow.simulator.http.Ask;
import dev.winnow.simulator.http.HttpReply;
import dev.winnow.simulator.http.Service;
import dev.winnow.simulator.reply.RawReplies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads each request to what answers it, after a look at the outage and its key. Thread-safe. */
final class Routes implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final Dialect dialect;
    private final Supplier<Round> round;
    private final Control control;
    private final KeyRing keys;
    private final State state;
    private final AtomicLong sequence = new AtomicLong();

    Routes(Dialect dialect, Supplier<Round> round, Control control, KeyRing keys, State state) {
        this.dialect = dialect;
        this.round = round;
        this.control = control;
        this.keys = keys;
        this.state = state;
    }

    @Override
    public HttpReply reply(Ask ask) {
        HttpReply reply = guarded(ask);
        if (!dialect.tellsRequestId()) {
            return reply;
        }
        return reply.withHeaders(Map.of(
                "x-request-id",
                "req_sim_" + sequence.incrementAndGet(),
                "openai-processing-ms",
                Long.toString(reply.delay().toMillis())));
    }

    @Override
    public boolean unreachable() {
        return state.unreachable();
    }

    private HttpReply guarded(Ask ask) {
        Optional<HttpReply> own = control.reply(ask);
        return own.isPresent() ? own.get() : guarded(ask, round.get());
    }

    private HttpReply guarded(Ask ask, Round now) {
        Optional<Dialect.Target> target = dialect.target(ask);
        String key = dialect.key(ask);
        Optional<Call> call = target.map(ignored -> now.tally().received(keys.number(key)));
        try {
            return state.outage().map(outage -> out(outage, call)).orElseGet(() -> route(ask, now, key, target, call));
        } catch (RuntimeException e) {
            // Its message may quote the request.
            LOG.error("simulator failed: {} at {}", e.getClass().getName(), e.getStackTrace()[0]);
            call.ifPresent(one -> one.refused(500));
            return dialect.reply(ApiError.failed());
        }
    }

    private HttpReply out(Outage outage, Optional<Call> call) {
        HttpReply reply = switch (outage) {
            case UNREACHABLE -> HttpReply.silent(Ending.NOTHING);
            case SILENT -> HttpReply.silent(Ending.HELD);
            case SERVER_ERROR -> dialect.reply(ApiError.serverError());
            case OVERLOADED -> dialect.reply(ApiError.overloaded());
            case BAD_GATEWAY -> RawReplies.html().http();
            case NO_CREDIT -> dialect.reply(ApiError.noCredit());
        };
        boolean sent = reply.arrival().ending() == Ending.WHOLE;
        call.ifPresent(one -> {
            if (sent) {
                one.refused(reply.status());
            } else {
                one.dropped();
            }
        });
        return reply;
    }

    private HttpReply route(Ask ask, Round now, String key, Optional<Dialect.Target> target, Optional<Call> call) {
        if (!keys.accepts(key)) {
            String message = key.isEmpty() ? "You didn't provide an API key." : "Incorrect API key provided.";
            call.ifPresent(one -> one.refused(401));
            return dialect.reply(ApiError.invalid(401, null, "invalid_api_key", message));
        }
        if (target.isPresent() && call.isPresent()) {
            return now.completions().answer(target.get(), ask.body(), call.get());
        }
        return ask.line().equals("GET " + modelsPath()) ? models(now.options().models()) : unknown(ask.line());
    }

    private String modelsPath() {
        return dialect.base() + "/models";
    }

    private HttpReply unknown(String line) {
        boolean wrongMethod = line.endsWith(" " + modelsPath());
        for (Api api : Api.values()) {
            wrongMethod |= line.endsWith(" " + dialect.base() + api.path());
        }
        ApiError error = wrongMethod
                ? ApiError.invalid(405, null, "method_not_supported", "Not allowed: " + line + ".")
                : ApiError.invalid(404, null, null, "Invalid URL (" + line + ")");
        return dialect.reply(error);
    }

    private static HttpReply models(List<String> names) {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (String model : names) {
            data.addObject()
                    .put("id", model)
                    .put("object", "model")
                    .put("created", 0)
                    .put("owned_by", "winnow");
        }
        return HttpReply.json(200, Json.write(list));
    }
}
