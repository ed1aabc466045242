package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.ModelProfile.Limits;
import dev.winnow.core.model.ModelReply.FinishReason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {

    private static final ModelProfiles PROFILES = ModelProfiles.load();

    private static ModelProfile profile(String name) {
        return PROFILES.find(name).orElseThrow();
    }

    @ParameterizedTest(name = "{0}: {1} in, {2} cached, {3} written, {4} out")
    @CsvSource({
        // 800 at 2.50, 200 at 1.25, 100 at 10.00
        "gpt-4o,        1000, 200,   0, 100, 0.003250000",
        "gpt-4o,           0,   0,   0,   0, 0.000000000",
        // written at the price of input: 1,000 at 2.50
        "gpt-4o,        1000,   0, 400,   0, 0.002500000",
        // 300 at 5.00, 200 at 0.50, 500 at 6.25, 100 at 30.00
        "gpt-5.6-sol,   1000, 200, 500, 100, 0.007725000",
        "gpt-5.6,       1000, 200, 500, 100, 0.007725000",
        // one token at 0.05, 0.005 and 0.40
        "gpt-5-nano,       1,   0,   0,   0, 0.000000050",
        "gpt-5-nano,       1,   1,   0,   0, 0.000000005",
        "gpt-5-nano,       0,   0,   0,   1, 0.000000400",
        "winnow-offline, 1000, 10,  10,  10, 0.000000000",
        // at the edge, 272,000 at 2.00 and 1,000 at 12.00, and above it, 272,001 at 4.00 and 1,000 at 18.00
        "gpt-5.6-terra, 272000, 0,   0, 1000, 0.556000000",
        "gpt-5.6-terra, 272001, 0,   0, 1000, 1.106004000",
        // above it: 100,000 at 4.00, 100,000 at 0.40, 100,000 at 5.00
        "gpt-5.6-terra, 300000, 100000, 100000, 0, 0.940000000",
        "gpt-5.4,       272001, 0,   0,    0, 1.360005000",
        "gpt-4.1,       272001, 0,   0,    0, 0.544002000",
        // a server that counts wrongly: 1,000 cached, 1,000 written, none below nothing
        "gpt-5.6-sol,   1000, 2000,  0,   0, 0.000500000",
        "gpt-5.6-sol,   1000, -5, 2000,   0, 0.006250000",
        "gpt-5.6-sol,     -1,   5,   5,  -1, 0.000000000",
    })
    void costsWhatThePriceListSays(
            String model, long input, long cached, long written, long output, BigDecimal expected) {
        assertThat(profile(model).cost(new Usage(input, cached, written, output, 0)))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-6.1-terra,    1,   0,   0, 0",
        "gpt-6.1-sol,   1000,   0,   1, 0",
        "gpt-5.5,     272001,   0,   0, 0",
    })
    void aCostThatNeedsAnUnknownPriceIsUnknown(String model, long input, long cached, long written, long output) {
        assertThat(profile(model).cost(new Usage(input, cached, written, output, 0)))
                .isEmpty();
    }

    @Test
    void anUnknownPriceThatIsNotNeededDoesNoHarm() {
        assertThat(profile("gpt-6.1-sol").cost(new Usage(1000, 0, 100))).contains(new BigDecimal("0.003000000"));
        assertThat(profile("gpt-5.5").cost(new Usage(272_000, 0, 0))).contains(new BigDecimal("1.360000000"));
    }

    @ParameterizedTest
    @CsvSource({
        // 1,000 and 5 percent at 2.50, 100 at 10.00
        "gpt-4o,        1000,    100,   1150, 0.003625000",
        // written to the cache: 1,050 at 6.25, 100 at 30.00
        "gpt-5.6-sol,   1000,    100,   1150, 0.009562500",
        // a margin of 20 percent, writing at 1.25 times 2.00: 1,200 at 2.50, 100 at 10.00
        "gpt-6.1-sol,   1000,    100,   1300, 0.004000000",
        // 259,047 and its margin are 272,000, one more is 272,001: 2.50 and 12.00, then 5.00 and 18.00
        "gpt-5.6-terra, 259047, 1000, 273000, 0.692000000",
        "gpt-5.6-terra, 259048, 1000, 273001, 1.378005000",
        // what OpenAI takes of others, where the price above is unknown: 315,000 at 10.00, 1,000 at 45.00
        "gpt-5.5,       300000, 1000, 316000, 3.195000000",
        "gpt-4o,             0,    0,      0, 0.000000000",
    })
    void reservesTheDearest(String model, long input, long output, long tokens, BigDecimal usd) {
        assertThat(profile(model).reservation(input, output)).isEqualTo(new Reservation(tokens, Optional.of(usd)));
    }

    @Test
    void reservesTokensButNoMoneyForAModelWithoutPrices() {
        assertThat(ModelProfile.unknown("mine").reservation(1001, 10))
                .isEqualTo(new Reservation(1001 + 201 + 10, Optional.empty()));
    }

    @Test
    void noCostIsAboveItsReservation() {
        Random random = new Random(4);
        for (String name : PROFILES.names()) {
            ModelProfile model = profile(name);
            for (int i = 0; i < 200; i++) {
                long input = random.nextInt(600_000);
                long output = random.nextInt(100_000);
                long cached = random.nextLong(input + 1);
                long written = random.nextLong(input - cached + 1);
                BigDecimal most = model.reservation(input, output).usd().orElse(BigDecimal.ZERO);
                assertThat(model.cost(new Usage(input, cached, written, output, 0))
                                .orElse(BigDecimal.ZERO))
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    @Test
    void aBatchCostsHalfAndCachedInputOfOlderModelsAsMuch() {
        Usage usage = new Usage(1_000_000, 400_000, 0, 1_000_000, 0);
        Prices older = profile("gpt-4o").prices().orElseThrow();
        Prices newer = profile("gpt-5").prices().orElseThrow();

        // 600,000 at 1.25, 400,000 at 1.25, 1,000,000 at 5.00
        assertThat(older.inBatch().orElseThrow().cost(usage)).contains(new BigDecimal("6.250000000"));
        // 600,000 at 0.625, 400,000 at 0.0625, 1,000,000 at 5.00
        assertThat(newer.inBatch().orElseThrow().cost(usage)).contains(new BigDecimal("5.400000000"));
        assertThat(profile("gpt-6-sol").prices().orElseThrow().inBatch()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, gpt-4o-2024-08-06, 0.002500000",
        "gpt-4o, gpt-4o, 0.002500000",
        "gpt-4o, '', 0.002500000",
        "gpt-4o, gpt-4o-mini, 0.002500000",
        // has prices of its own, and these are not known
        "gpt-4o, gpt-4o-2024-05-13, ",
        "gpt-5-mini, gpt-5-mini-2025-08-07, 0.000250000",
        "gpt-5.6, gpt-5.6-sol, 0.005000000",
        // a router's price is not OpenAI's
        "openai/gpt-4o, gpt-4o-2024-08-06, ",
        "ft:gpt-4o:acme::a1, gpt-4o, ",
    })
    void aReplyCostsWhatItsDatedNameCosts(String asked, String answered, BigDecimal expected) {
        assertThat(profile(asked).cost(reply(answered, Optional.of(new Usage(1000, 0, 0)))))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void aReplyWithoutUsageHasNoCost() {
        assertThat(profile("gpt-4o").cost(reply("gpt-4o", Optional.empty()))).isEmpty();
    }

    @Test
    void simplePricesAreOnePriceForAllInput() {
        Prices prices = Prices.of(BigDecimal.ONE, BigDecimal.TEN, Origin.of("test"));
        ModelProfile model = ModelProfile.unknown("m").with(prices);

        assertThat(model.cost(new Usage(1_000_000, 500_000, 500_000, 1_000_000, 0)))
                .contains(new BigDecimal("11.000000000"));
        assertThat(model.with(new Limits(Optional.of(1), Optional.empty(), Origin.of("test")))
                        .prices())
                .contains(prices);
    }

    private static ModelReply reply(String model, Optional<Usage> usage) {
        return new ModelReply(model, FinishReason.STOP, Optional.empty(), Optional.empty(), List.of(), usage);
    }
}
