package dev.winnow.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.db.connect.DatabaseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;

/** What an operator is told of a job that failed. */
class JobFailureTest {

    private static String told(Throwable... failures) {
        return JobRunner.failure(List.of(failures), BatchStatus.FAILED);
    }

    @Test
    void aBrokenExtractionIsToldByClassAndPlace() {
        Throwable broken = new BrokenExtractionException(new IllegalArgumentException("canary"));

        assertThat(told(new IllegalStateException("step", broken)))
                .startsWith(
                        "an extraction broke: java.lang.IllegalArgumentException at dev.winnow.batch.job.JobFailureTest")
                .endsWith("; this is a defect of Winnow")
                .doesNotContain("canary");
    }

    @Test
    void theDatabaseSpeaksForItself() {
        assertThat(told(new IllegalStateException("step", new DatabaseException("Writing failed: SQL state 57P01"))))
                .isEqualTo("Writing failed: SQL state 57P01");
    }

    @Test
    void everythingElseIsToldByClassAndPlaceToo() {
        assertThat(told(new IllegalStateException("canary")))
                .startsWith("java.lang.IllegalStateException at ")
                .doesNotContain("canary");
        assertThat(told()).isEqualTo("the job ended as FAILED");
    }
}
