package dev.winnow.db.store;

import dev.winnow.core.model.ModelRequest;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a run to come would find in the journal. Thread-safe. */
public final class PastReplies {

    /** Runs are counted from 1. */
    private static final Run NONE_YET = new Run(0, 0);

    private final KnownCalls known;

    /** As a run with {@code settings} would see it. */
    public PastReplies(DataSource dataSource, JournalSettings settings) {
        this.known = new KnownCalls(JdbcClient.create(dataSource), NONE_YET, settings);
    }

    /** Which of {@code requests} need no call, in their order. */
    public List<Boolean> to(List<ModelRequest> requests) {
        String[] keys = requests.stream().map(ModelRequest::key).toArray(String[]::new);
        Set<String> answered = Tried.to("Asking the journal", () -> known.areAnswered(keys));
        return List.of(keys).stream().map(answered::contains).toList();
    }
}
