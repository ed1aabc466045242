package dev.winnow.db.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.projection.Parcel;
import dev.winnow.extractors.advisory.Advisory;
import dev.winnow.extractors.receipt.Receipt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestPostgres.class)
class DriftCheckTest {

    private static final RecordType<Advisory> ADVISORY = RecordType.of(Advisory.class);

    @ParameterizedTest
    @ValueSource(classes = {Receipt.class, Advisory.class, Parcel.class, Limits.class})
    void newTablesAgree(Class<? extends Record> javaType, TestDatabase database) throws Exception {
        RecordType<?> type = RecordType.of(javaType);
        database.with(type);
        assertThat(DriftCheck.check(database.connection(), type)).isEmpty();
        assertThat(DriftCheck.check(database.connection(), type)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\u0001', textBlock = """
                    1; DROP TABLE advisory_credits; records.advisory_credits: is missing, expected is a table
                    2; ALTER TABLE advisory DROP cve, DROP CONSTRAINT advisory_title_size; records.advisory.title: lacks the constraint advisory_title_size, expected is CHECK (char_length(title) <= 200)
                    5; DROP TABLE advisory CASCADE; records.advisory: is missing, expected is a table
                    1; ALTER TABLE advisory DROP cve; records.advisory.cve: is missing, expected is a column of type text
                    1; ALTER TABLE advisory ADD more int; records.advisory.more: is not declared, expected is no such column
                    2; ALTER TABLE advisory RENAME announced TO told; records.advisory.announced: is missing, expected is a column
                    1; ALTER TABLE advisory ALTER title TYPE varchar(200); records.advisory.title: has type character varying(200), expected is text
                    1; ALTER TABLE advisory_credits ALTER position TYPE bigint; records.advisory_credits.position: has type bigint, expected is integer
                    1; ALTER TABLE advisory ALTER title DROP NOT NULL; records.advisory.title: may be null, expected is NOT NULL
                    1; ALTER TABLE advisory ALTER reported SET NOT NULL; records.advisory.reported: is NOT NULL, expected is nullable
                    1; ALTER TABLE advisory DROP CONSTRAINT advisory_title_size; records.advisory.title: lacks the constraint advisory_title_size, expected is CHECK (char_length(title) <= 200)
                    1; ALTER TABLE advisory DROP CONSTRAINT advisory_title_size, ADD CONSTRAINT advisory_title_size CHECK (char_length(title) <= 20); records.advisory.title: has another constraint advisory_title_size, expected is CHECK (char_length(title) <= 200)
                    1; ALTER TABLE advisory ADD CONSTRAINT advisory_title_gone CHECK (title <> 'x'); records.advisory: has the constraint advisory_title_gone, expected is no such constraint
                    1; ALTER TABLE advisory DROP CONSTRAINT advisory_run_id_fkey; records.advisory: lacks the foreign key advisory_run_id_fkey, expected is one to winnow.run
                    1; ALTER TABLE advisory_credits DROP CONSTRAINT advisory_credits_document_id_fkey; records.advisory_credits: lacks the foreign key
                    1; ALTER TABLE advisory_credits DROP CONSTRAINT advisory_credits_pkey; records.advisory_credits: has another primary key, expected is (document_id, position)
                    1; ALTER TABLE advisory_credits RENAME TO c1# CREATE VIEW advisory_credits AS SELECT * FROM c1; records.advisory_credits: is missing, expected is a table
                    """)
    void driftIsSeen(int problems, String planted, String problem, TestDatabase database) throws Exception {
        database.with(ADVISORY).execute("SET LOCAL search_path TO records");
        database.execute(planted.replace('#', ';'));

        List<Problem> found = DriftCheck.check(database.connection(), ADVISORY);

        assertThat(found)
                .map(Problem::toString)
                .anySatisfy(one -> assertThat(one).startsWith(problem).endsWith(" [table-drift]"));
        assertThat(found).hasSize(problems);
    }

    @Test
    void whatTheUserAddsBesidesIsLeftAlone(TestDatabase database) throws Exception {
        database.with(ADVISORY);
        database.execute("CREATE INDEX ON records.advisory (cve);"
                + "ALTER TABLE records.advisory ADD CONSTRAINT own CHECK (cve <> 'x'), ALTER cve SET DEFAULT 'y'");
        assertThat(DriftCheck.check(database.connection(), ADVISORY)).isEmpty();
    }

    @Test
    void aCheckThatIsYetToBeValidatedCounts(TestDatabase database) throws Exception {
        database.with(ADVISORY);
        database.execute("ALTER TABLE records.advisory DROP CONSTRAINT advisory_title_size,"
                + " ADD CONSTRAINT advisory_title_size CHECK (length(title) <= 200) NOT VALID");
        assertThat(DriftCheck.check(database.connection(), ADVISORY)).hasSize(1);
        database.execute("ALTER TABLE records.advisory DROP CONSTRAINT advisory_title_size,"
                + " ADD CONSTRAINT advisory_title_size CHECK (char_length(title) <= 200) NOT VALID");
        assertThat(DriftCheck.check(database.connection(), ADVISORY)).isEmpty();
    }

    @Test
    void itWorksInAutoCommitModeAndLeavesNothingBehind(TestDatabase server) throws Exception {
        try (TestDatabase database = server.committed(ADVISORY)) {
            database.connection().setAutoCommit(true);
            assertThat(DriftCheck.check(database.connection(), ADVISORY)).isEmpty();
            assertThat(DriftCheck.check(database.connection(), ADVISORY)).isEmpty();
            assertThat(database.rows("SELECT relname FROM pg_class WHERE relpersistence = 't'"))
                    .isEmpty();
            database.connection().setAutoCommit(false);
        }
    }
}
