package dev.winnow.core.extraction;

import dev.winnow.core.limit.EndpointGate;

/** What all attempts of a run share. Thread-safe. */
record Loop(CallRunner calls, ReplyJudge judge, Waits waits) {

    /** For one request at {@code gate}. */
    Retries retries(EndpointGate gate) {
        return new Retries(gate, waits.bounds(), waits.backoff());
    }
}
