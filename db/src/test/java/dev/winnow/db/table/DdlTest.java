package dev.winnow.db.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.sql.Identifiers;
import dev.winnow.extractors.advisory.Advisory;
import dev.winnow.extractors.receipt.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestPostgres.class)
class DdlTest {

    @ParameterizedTest
    @ValueSource(classes = {Receipt.class, Advisory.class})
    void theShippedMigrationIsWhatTheTypeGives(Class<? extends Record> javaType) throws IOException {
        RecordType<?> type = RecordType.of(javaType);
        String migration = "winnow/migrations/" + type.name() + "/V1__create_" + type.name() + ".sql";
        assertThat(Ddl.create(type))
                .as("regenerate it: ./winnow ddl %s > extractors/src/main/resources/%s", type.name(), migration)
                .isEqualTo(resource(javaType, "/" + migration));
    }

    @Extracted(value = "order", instructions = "instructions.md")
    @JsonClassDescription("What somebody's \"order\" says.")
    record Order(
            @JsonPropertyDescription("The customer's\nuser name.")
            String user,

            @JsonProperty("Total-Price $") int totalPrice,
            @JsonProperty("the \"group\"") @Nullable Group group,
            int position,
            int date,
            int values,
            boolean isPaid,
            List<Line> select) {}

    record Group(int from, int to) {}

    record Line(@Nullable String when, List<Integer> left) {}

    @Test
    void namesThatSqlKnowsAreQuotedAndOnlyThose(TestDatabase database) throws Exception {
        RecordType<Order> type = RecordType.of(Order.class);
        assertThat(Ddl.create(type)).isEqualTo(resource(DdlTest.class, "order.sql"));

        database.with(type);

        assertThat(DriftCheck.check(database.connection(), type)).isEmpty();
        assertThat(database.rows("SELECT obj_description('records.order'::regclass)"))
                .containsExactly("What somebody's \"order\" says.");
        assertThat(database.rows("SELECT col_description('records.order'::regclass, 4)"))
                .containsExactly("The customer's\nuser name.");
    }

    @Test
    void everyKeywordOfTheServerThatNeedsItIsQuoted(TestDatabase database) throws Exception {
        List<String> needed =
                database.rows("SELECT word FROM pg_get_keywords() WHERE catcode <> 'U' AND word <> 'position'");
        assertThat(needed)
                .hasSizeGreaterThan(100)
                .noneMatch(word -> Identifiers.quoted(word).equals(word));
    }

    private static String resource(Class<?> near, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(near.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
