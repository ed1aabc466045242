package dev.winnow.db.store;

import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erases the texts of replies that were kept for long enough, but for those to documents that are pending in an unfinished run: it
 * finds them when it is continued. Their calls stay, with tokens and cost; a request whose reply is erased is asked and paid again
 * where it comes again. What was made of a reply stays too: the
 * record, and in {@code extraction.detail} the violations of an invalid reply and the words of a refusal; {@link Forgetting}
 * erases those. Rate limits that nobody has taken from for long are forgotten.
 */
public final class Retention {

    private static final int AT_A_TIME = 1000;

    private final JdbcClient jdbc;
    private final Optional<Duration> keepReplies;

    /**
     * Works on {@code dataSource}.
     *
     * @param keepReplies for how long since they came; empty for ever
     */
    public Retention(DataSource dataSource, Optional<Duration> keepReplies) {
        this.jdbc = JdbcClient.create(dataSource);
        this.keepReplies = keepReplies;
    }

    /** Erases some at a time, each time in a transaction of its own; gives back the number of replies. */
    public long run() {
        Tried.to(
                "Forgetting unused limits",
                () -> jdbc.sql("DELETE FROM winnow.shared_limit WHERE taken_until < now() - interval '1 week'")
                        .update());
        long erased = 0;
        if (keepReplies.isPresent()) {
            double seconds = keepReplies.get().toMillis() / 1e3;
            int last = AT_A_TIME;
            while (last == AT_A_TIME) {
                last = Tried.to("Erasing old replies", () -> erase(seconds));
                erased += last;
            }
        }
        return erased;
    }

    private int erase(double seconds) {
        return jdbc.sql("""
                        UPDATE winnow.model_call SET reply = NULL, erased_at = now() WHERE id IN
                        (SELECT c.id FROM winnow.model_call c
                         WHERE c.reply IS NOT NULL AND c.closed_at < now() - make_interval(secs => ?)
                           AND NOT EXISTS (SELECT 1 FROM winnow.run_document d JOIN winnow.run r ON r.id = d.run_id
                               WHERE d.document_id = c.document_id AND d.outcome IS NULL AND r.state <> 'FINISHED')
                         ORDER BY c.closed_at LIMIT ? FOR UPDATE OF c SKIP LOCKED)""").params(seconds, AT_A_TIME).update();
    }
}
