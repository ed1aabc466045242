package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import dev.winnow.db.store.Budget;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What may be spent, prefix {@code winnow.budget}; what is not set is not limited. At a limit the run stops, to be continued.
 *
 * @param usdPerRun money of one run, however often it is continued; more than 0
 * @param usdPerDay money of all runs on the database on one day (UTC); more than 0
 * @param tokensPerRun input and output together, from 1
 * @param tokensPerDay input and output together, from 1
 */
public record BudgetProperties(
        Optional<BigDecimal> usdPerRun,
        Optional<BigDecimal> usdPerDay,
        Optional<Long> tokensPerRun,
        Optional<Long> tokensPerDay) {

    /** Spring Boot leaves out what is not set. */
    public BudgetProperties {
        usdPerRun = Objects.requireNonNullElse(usdPerRun, Optional.empty());
        usdPerDay = Objects.requireNonNullElse(usdPerDay, Optional.empty());
        tokensPerRun = Objects.requireNonNullElse(tokensPerRun, Optional.empty());
        tokensPerDay = Objects.requireNonNullElse(tokensPerDay, Optional.empty());
    }

    /** As the journal takes it. */
    public Budget budget() {
        return new Budget(usdPerRun, usdPerDay, whole(tokensPerRun), whole(tokensPerDay));
    }

    private static OptionalLong whole(Optional<Long> limit) {
        return limit.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** Whether money is limited: then every price must be known. */
    boolean ofMoney() {
        return usdPerRun.isPresent() || usdPerDay.isPresent();
    }

    List<Problem> problems() {
        return new SettingCheck()
                .positive("--budget-usd (winnow.budget.usd-per-run)", usdPerRun)
                .positive("winnow.budget.usd-per-day", usdPerDay)
                .atLeast("--budget-tokens (winnow.budget.tokens-per-run)", tokensPerRun, 1)
                .atLeast("winnow.budget.tokens-per-day", tokensPerDay, 1)
                .problems();
    }
}
