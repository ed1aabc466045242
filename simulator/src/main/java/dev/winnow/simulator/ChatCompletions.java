package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.AnswerIndex.Cue;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Answers chat completion requests; knows no network. Thread-safe. */
final class ChatCompletions {
    private static final int TOKENS_PER_MESSAGE = 4;
    private static final int TOKENS_PER_REPLY = 3;

    private final SimulatorOptions options;
    private final AnswerIndex index;
    private final Tally tally;
    private final Clock clock;
    private final Quota quota;
    private final StrictSchemas strictSchemas = new StrictSchemas();
    private final AtomicLong sequence = new AtomicLong();

    ChatCompletions(SimulatorOptions options, AnswerIndex index, Tally tally, Clock clock) {
        this.options = options;
        this.index = index;
        this.tally = tally;
        this.clock = clock;
        this.quota = new Quota(options.limits(), clock);
    }

    HttpReply answer(byte[] body) {
        Map<String, String> rateLimits = new HashMap<>();
        try {
            ChatRequest request = ChatRequestReader.read(body);
            if (!options.models().contains(request.model())) {
                throw ApiError.invalid(
                        404, null, "model_not_found", "The model does not exist or you do not have access to it.");
            }
            int schemaCharacters = strictSchemas.check(request);
            int estimate = Tokens.estimate(request.characters());
            rateLimits.putAll(quota.take(
                    request.model(), Math.max(estimate, request.maxTokens().orElse(0))));
            Cue cue = index.find(request.texts()).orElseThrow(ChatCompletions::noAnswer);
            return play(request, cue, schemaCharacters).withHeaders(rateLimits);
        } catch (ApiError e) {
            tally.refused(e.status());
            return e.reply(rateLimits);
        }
    }

    private static ApiError noAnswer() {
        return ApiError.badRequest(
                "messages", "no_answer", "This simulator has no answer for the document in the messages.");
    }

    private HttpReply play(ChatRequest request, Cue cue, int schemaCharacters) throws ApiError {
        Reply reply = cue.next();
        Duration delay = reply.latency().orElseGet(options.latency()::next);
        if (reply.act() instanceof Reply.Drop) {
            tally.dropped();
            return HttpReply.DROPPED.after(delay);
        }
        if (reply.act() instanceof Reply.Raw raw) {
            return raw(raw).after(delay);
        }
        Completion completion = reply.act() instanceof Reply.Refuse refuse
                ? Completion.refusal(refuse.reason())
                : Completion.of(request, reply, (Reply.Say) reply.act());
        int promptTokens = promptTokens(request, cue.answer(), schemaCharacters);
        Usage usage = Usage.of(promptTokens, completion.completionTokens(), reply.usage());
        tally.answered(usage.promptTokens(), usage.completionTokens());
        return HttpReply.json(200, json(request, completion, usage)).after(delay);
    }

    private HttpReply raw(Reply.Raw raw) {
        if (raw.status() == 200) {
            tally.answered(0, 0);
        } else {
            tally.refused(raw.status());
        }
        return HttpReply.of(raw.status(), raw.body(), raw.headers());
    }

    /** The document is counted, the rest is estimated. */
    private static int promptTokens(ChatRequest request, Answer answer, int schemaCharacters) {
        int rest = request.characters() - answer.text().length() + schemaCharacters;
        return answer.countedText().tokens()
                + Tokens.estimate(rest)
                + TOKENS_PER_MESSAGE * request.texts().size()
                + TOKENS_PER_REPLY;
    }

    private ObjectNode json(ChatRequest request, Completion completion, Usage usage) {
        long number = sequence.incrementAndGet();
        ObjectNode body = Json.object()
                .put("id", "chatcmpl-sim-" + number)
                .put("object", "chat.completion")
                .put("created", clock.instant().getEpochSecond())
                .put("model", request.model())
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_simulator");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.set("message", completion.message("call_sim_" + number));
        choice.putNull("logprobs").put("finish_reason", completion.finishReason());
        body.set("usage", usage.json());
        return body;
    }
}
