package dev.winnow.simulator;

import dev.winnow.simulator.api.ApiError;
import dev.winnow.simulator.http.Arrival;
import dev.winnow.simulator.http.Arrival.Ending;
import dev.winnow.simulator.reply.RawReplies;
import dev.winnow.simulator.reply.Reply;
import dev.winnow.simulator.reply.Reply.Refused;
import dev.winnow.simulator.reply.Reply.Say;
import java.time.Duration;

/** What becomes of a scripted reply under a fault. */
final class Struck {
    private final Faults faults;

    Struck(Faults faults) {
        this.faults = faults;
    }

    Reply reply(Fault fault, Reply scripted) {
        return switch (fault) {
            case SERVER_ERROR -> scripted.doing(new Refused(ApiError.serverError()));
            case OVERLOADED -> scripted.doing(new Refused(ApiError.overloaded()));
            case RATE_LIMITED ->
                scripted.doing(
                        new Refused(ApiError.rateLimited(faults.retryAfter().toMillis())));
            case BAD_GATEWAY -> scripted.doing(RawReplies.html());
            case DROPPED -> scripted.doing(new Reply.Silent(Ending.NOTHING));
            case SILENT -> scripted.doing(new Reply.Silent(Ending.HELD));
            case LOST -> scripted.arriving(new Arrival(Ending.NOTHING, Duration.ZERO));
            case HALF_BODY -> scripted.arriving(new Arrival(Ending.HALF, Duration.ZERO));
            case SLOW_BODY -> scripted.arriving(new Arrival(Ending.WHOLE, faults.pace()));
            case NO_CHOICE -> scripted.doing(new Reply.NoChoice());
            case REFUSED -> scripted.doing(Say.refusal("I'm sorry, but I cannot help with that."));
            case CUT ->
                scripted.act() instanceof Say say
                        ? scripted.doing(new Say(say.content(), say.refusal(), say.finishReason(), true))
                        : scripted;
            case BROKEN ->
                scripted.broken().map(Say::content).map(scripted::doing).orElse(scripted);
        };
    }
}
