package dev.winnow.core.limit;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells whom a bare 403 of an endpoint means. Where others are answered it is a firewall's word on the document's text, and must
 * not stop the run each time. Many in a row are meant for the caller all the same. Thread-safe.
 */
final class Firewall {

    private static final int MOST_IN_A_ROW = 20;

    private final AtomicInteger barred = new AtomicInteger();
    private volatile boolean answers;

    /** The endpoint has answered a call of this run. */
    void answered() {
        answers = true;
        barred.set(0);
    }

    /** What {@code result} means. */
    CallResult judged(CallResult result) {
        if (result instanceof ModelReply) {
            answered();
        }
        return result instanceof CallFailure failure
                        && failure.kind() == CallFailure.Kind.FORBIDDEN
                        && failure.barred()
                        && answers
                        && barred.incrementAndGet() < MOST_IN_A_ROW
                ? failure.withKind(CallFailure.Kind.REJECTED)
                : result;
    }
}
