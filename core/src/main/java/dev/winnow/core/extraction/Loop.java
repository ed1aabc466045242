package dev.winnow.core.extraction;

import dev.winnow.core.limit.TargetStanding;

/** What all attempts of a run share. Thread-safe. */
record Loop(CallRunner calls, ReplyJudge judge, Waits waits) {

    /** For one request at {@code standing}. */
    Retries retries(TargetStanding standing) {
        return new Retries(standing, waits.bounds(), waits.backoff());
    }
}
