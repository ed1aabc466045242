package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import dev.winnow.db.store.JournalSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the journal is used, prefix {@code winnow.journal}.
 *
 * @param reuse whose replies are taken instead of a call
 * @param maxAge how old a reply of another run may be, from 1s; default any age
 * @param keepReplies how long the texts of replies are kept, from 1s; default for ever
 */
public record JournalProperties(
        @DefaultValue("always") JournalSettings.Reuse reuse,
        Optional<Duration> maxAge,
        Optional<Duration> keepReplies) {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Spring Boot leaves out what is not set. */
    public JournalProperties {
        maxAge = Objects.requireNonNullElse(maxAge, Optional.empty());
        keepReplies = Objects.requireNonNullElse(keepReplies, Optional.empty());
    }

    /** As the journal takes them. */
    public JournalSettings settings(BudgetProperties budget) {
        return JournalSettings.standard().withReuse(reuse, maxAge).withBudget(budget.budget());
    }

    List<Problem> problems() {
        SettingCheck check = new SettingCheck();
        maxAge.ifPresent(age -> check.atLeast("winnow.journal.max-age", age, SECOND));
        keepReplies.ifPresent(age -> check.atLeast("winnow.journal.keep-replies", age, SECOND));
        return check.problems();
    }
}
