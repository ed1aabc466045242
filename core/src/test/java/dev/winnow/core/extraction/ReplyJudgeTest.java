package dev.winnow.core.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.validation.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyJudgeTest {

    @Test
    void aWrongReplyDoesNotShowItself() {
        List<Violation> violations = List.of(new Violation("total", "Missing", "must be present"));

        assertThat(new ReplyJudge.Judgement.Wrong("canary7421", violations).toString())
                .contains("total", "Missing")
                .doesNotContain("canary7421");
    }
}
