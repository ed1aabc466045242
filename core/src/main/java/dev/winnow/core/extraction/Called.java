package dev.winnow.core.extraction;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.ModelReply;

/** What became of a call. */
sealed interface Called {

    /** A reply came, now or earlier. */
    record Replied(long callId, ModelReply reply) implements Called {}

    /**
     * None came.
     *
     * @param successesBefore of the target, when the call began
     */
    record Failed(long callId, CallFailure failure, long successesBefore) implements Called {}

    /** A budget does not allow it; it was not made. */
    record OverBudget(String budget) implements Called {}

    /** It was not sent: the run was asked to stop, or the endpoint is not called for a while. */
    record NotSent() implements Called {}
}
