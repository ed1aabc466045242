package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.prompt.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRequestTest {

    @ParameterizedTest
    @CsvSource({"100, 396, 100", "100, 400, 101", "100, 397, 101", "100, 4000, 1001", "1, 0, 1"})
    void aLimitCountsTheLargerOfOutputLimitAndAQuarterOfTheCharacters(
            int maxOutputTokens, int characters, long counts) {
        Target target = Target.of(Endpoint.OPENAI, ModelProfile.unknown("m"), 1)
                .withParameters(new Parameters(maxOutputTokens, Optional.empty(), Optional.empty()));
        List<Message> messages = List.of(
                new Message(Message.Role.SYSTEM, "four"), new Message(Message.Role.USER, "x".repeat(characters)));

        ModelRequest request = new ModelRequest(target, messages, new OutputForm.Tools(List.of()), 1);

        assertThat(request.quotaTokens()).isEqualTo(counts);
    }
}
