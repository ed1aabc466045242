package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.prompt.Message.Role;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.tool.FunctionTool;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCounterTest {

    private static final Encoding EXACT = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @Test
    void marksOfSpecialTokensCountAsText() {
        assertThat(TokenCounter.count("<|endoftext|>")).isGreaterThan(1);
        assertThat(TokenCounter.count("")).isZero();
        assertThat(TokenCounter.count("hello world")).isEqualTo(2);
    }

    @Test
    void messagesCostMoreThanTheirText() {
        Message user = new Message(Role.USER, "hello world");
        Message system = new Message(Role.SYSTEM, "hello world");

        assertThat(TokenCounter.count(List.of(system, user))).isEqualTo(2 * (2 + 4) + 3);
        // once more, now that the instructions are known, and others of the same length
        assertThat(TokenCounter.count(List.of(system, user))).isEqualTo(2 * (2 + 4) + 3);
        assertThat(TokenCounter.count(List.of(new Message(Role.SYSTEM, "<|endoftex|>"), user)))
                .isGreaterThan(2 * (2 + 4) + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\n", " \n", "é", "中", "-", "1", "🧾", "ab1-", "\u0301"})
    void manyCharactersWithoutABreakAreCountedUpwards(String unit) {
        String run = unit.repeat(100_000 / unit.length());
        String text = "Before it. " + run + " After it.";
        int exact = EXACT.countTokensOrdinary(text);

        assertThat(TokenCounter.count(text)).isBetween(exact, exact + 100_000 / 1024 * 10);
    }

    @Test
    void ordinaryTextIsCountedExactlyHoweverLong() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < 200_000) {
            text.append(Integer.toString(random.nextInt(), 36)).append(random.nextBoolean() ? "  " : ", \n");
        }

        assertThat(TokenCounter.count(text.toString())).isEqualTo(EXACT.countTokensOrdinary(text.toString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void numbersAreCountedWithoutTheEncoding(int digits) {
        for (int i = 0; i < Math.pow(10, digits); i++) {
            String number = String.format(Locale.ROOT, "%0" + digits + "d", i);
            assertThat(TokenCounter.count(number)).as(number).isEqualTo(EXACT.countTokensOrdinary(number));
        }
    }

    /** The text is counted in parts: none may end inside of a token. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noTokenIsCutApart(long seed) {
        String[] units = {
            "a", "Word", "don't", "I'LL", "'s", " ", "  ", "\n", "\r\n", "\r", "\t", "\u00a0", "\u2003", "\u3000", "12",
            "3456", "/", "//", ".", "-- ", "(", "\u007f", "é", "É", "\u0301", "中文", "ß", "²", "٣", "ʰ", "ǅ", "🧾",
            "\ud83e", "\uddfe", "\u200b", "$1.20"
        };
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(units[random.nextInt(units.length)]);
            }

            assertThat(TokenCounter.count(text.toString()))
                    .as("%s", text)
                    .isEqualTo(EXACT.countTokensOrdinary(text.toString()));
        }
    }

    @Test
    void aPairOfSurrogatesIsNotCutApart() {
        String text = "x" + "🧾".repeat(1024);

        assertThat(TokenCounter.count(text)).isEqualTo(EXACT.countTokensOrdinary(text) + 3);
    }

    @Test
    void aRequestCostsItsSchemaToo() throws Exception {
        List<Message> messages = List.of(new Message(Role.USER, "hello"));
        Target target = Target.of(Endpoint.OPENAI, ModelProfile.unknown("m"), 10);
        RecordSchema schema =
                new RecordSchema("receipt", "A receipt.", StrictJson.mapper().readTree("{\"type\": \"object\"}"));
        OutputForm.Schema form = new OutputForm.Schema(schema);
        ModelRequest asked = new ModelRequest(target, messages, form, 1);
        ModelRequest byTool = new ModelRequest(
                target.by(Api.RESPONSES, OutputStyle.TOOL),
                messages,
                new OutputForm.Tools(List.of(FunctionTool.of(schema), FunctionTool.none())),
                1);

        int words = EXACT.countTokensOrdinary(
                "{\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":"
                        + "\"receipt\",\"description\":\"A receipt.\",\"strict\":true,\"schema\":{\"type\":\"object\"}}}}");
        assertThat(TokenCounter.count(asked)).isEqualTo(TokenCounter.count(messages) + words);
        assertThat(TokenCounter.count(asked)).isEqualTo(TokenCounter.count(messages) + words);
        assertThat(TokenCounter.count(
                        new ModelRequest(target.by(Api.RESPONSES, OutputStyle.SCHEMA), messages, form, 1)))
                .isLessThan(TokenCounter.count(asked));
        assertThat(TokenCounter.count(byTool)).isGreaterThan(TokenCounter.count(asked));
    }
}
