package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.AnswerIndex.Cue;
import dev.winnow.simulator.api.Api;
import dev.winnow.simulator.api.Api.Frame;
import dev.winnow.simulator.api.ApiError;
import dev.winnow.simulator.api.Completion;
import dev.winnow.simulator.api.Fields;
import dev.winnow.simulator.api.Json;
import dev.winnow.simulator.api.ModelRequest;
import dev.winnow.simulator.api.Usage;
import dev.winnow.simulator.http.HttpReply;
import dev.winnow.simulator.reply.Reply;
import dev.winnow.simulator.reply.Tokens;
import dev.winnow.simulator.schema.StrictSchemas;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Answers the requests of both APIs; knows no network. Thread-safe. */
final class Completions {
    private static final int TOKENS_PER_MESSAGE = 4;
    private static final int TOKENS_PER_REPLY = 3;

    private final SimulatorOptions options;
    private final AnswerIndex index;
    private final Clock clock;
    private final Accounts accounts;
    private final StrictSchemas strictSchemas = new StrictSchemas();
    private final AtomicLong sequence = new AtomicLong();

    Completions(SimulatorOptions options, AnswerIndex index, Clock clock) {
        this.options = options;
        this.index = index;
        this.clock = clock;
        this.accounts = new Accounts(options.limits(), clock);
    }

    /** A model that the path names goes before the body's. */
    HttpReply answer(Dialect.Target target, byte[] sent, Call call) {
        Api api = target.api();
        Map<String, String> rateLimits = new HashMap<>();
        try {
            ObjectNode body = Fields.parse(sent);
            String model = target.model().isPresent() ? target.model().get() : Fields.text(body, "", "model");
            ModelRequest request = api.read(body, model);
            if (!options.models().contains(model)) {
                throw ApiError.invalid(
                        404, null, "model_not_found", "The model does not exist or you do not have access to it.");
            }
            call.asks(model);
            ModelCheck check = new ModelCheck(options.rules().getOrDefault(model, ModelRules.none()), api, request);
            check.check();
            int schemaCharacters = strictSchemas.check(request);
            int estimate = Tokens.estimate(request.characters());
            int tokens = Math.max(estimate, request.maxTokens().orElse(0));
            rateLimits.putAll(accounts.take(model, call.key(), tokens));
            Cue cue = index.find(request.texts()).orElseThrow(Completions::noAnswer);
            call.isAbout(cue);
            int promptTokens = promptTokens(request, cue.answer(), schemaCharacters);
            check.fits(promptTokens);
            return told(play(api, request, cue, promptTokens, call), rateLimits);
        } catch (ApiError e) {
            call.refused(e.status());
            return told(options.dialect().reply(e), rateLimits);
        }
    }

    /** What the limits admitted up to now. */
    List<QuotaUse> quotaUse() {
        return accounts.use();
    }

    private HttpReply told(HttpReply reply, Map<String, String> rateLimits) {
        return options.dialect().tellsLimits() ? reply.withHeaders(rateLimits) : reply;
    }

    private static ApiError noAnswer() {
        return ApiError.badRequest(
                "messages", "no_answer", "This simulator has no answer for the document in the messages.");
    }

    private HttpReply play(Api api, ModelRequest request, Cue cue, int promptTokens, Call call) throws ApiError {
        Reply reply = cue.next(options.faults());
        Duration delay = reply.latency().orElseGet(options.latency()::next);
        return play(api, request, reply, promptTokens, call).after(delay);
    }

    private HttpReply play(Api api, ModelRequest request, Reply reply, int promptTokens, Call call) throws ApiError {
        Frame frame = new Frame(sequence.incrementAndGet(), clock.instant().getEpochSecond(), request);
        if (reply.act() instanceof Reply.Silent silent) {
            call.dropped();
            return HttpReply.silent(silent.ending());
        }
        if (reply.act() instanceof Reply.Refused refused) {
            throw refused.error();
        }
        if (reply.act() instanceof Reply.Raw raw) {
            return raw(raw, reply, call);
        }
        if (reply.act() instanceof Reply.Failed failed) {
            HttpReply sent = failed(api, frame, failed);
            call.refused(sent.status());
            return sent;
        }
        Completion completion = reply.completion(request);
        Usage usage = Usage.of(promptTokens, completion, reply.usage());
        call.answered(usage);
        String body = Json.write(api.write(frame, completion, usage));
        return HttpReply.json(200, body).arriving(reply.arrival(), call::lost);
    }

    private HttpReply failed(Api api, Frame frame, Reply.Failed failed) {
        try {
            return HttpReply.json(200, Json.write(api.fail(frame, failed.code(), failed.message())));
        } catch (ApiError e) {
            return options.dialect().reply(e);
        }
    }

    private static HttpReply raw(Reply.Raw raw, Reply reply, Call call) {
        if (raw.status() == 200) {
            call.answered(Usage.in(raw.body()));
            return raw.http().arriving(reply.arrival(), call::lost);
        }
        call.refused(raw.status());
        return raw.http().arriving(reply.arrival(), () -> {});
    }

    /** The document is counted, the rest is estimated. */
    private static int promptTokens(ModelRequest request, Answer answer, int schemaCharacters) {
        int rest = request.characters() - answer.text().length() + schemaCharacters;
        return answer.countedText().tokens()
                + Tokens.estimate(rest)
                + TOKENS_PER_MESSAGE * request.texts().size()
                + TOKENS_PER_REPLY;
    }
}
