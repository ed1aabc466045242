package dev.winnow.db.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import dev.winnow.db.testing.Compiled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The table in {@code docs/constraints.md} is true: validation, schema and CHECKs judge as it says. */
@ExtendWith(TestPostgres.class)
class AgreementTest {

    private static final Path TABLE = Path.of("..", "docs", "constraints.md");

    private static final Set<ProblemCode> WITHOUT_MEANING =
            Set.of(ProblemCode.CONSTRAINT_WITHOUT_MEANING, ProblemCode.NULL_CONTRADICTION);

    private static final String IMPORTS = """
            package made;
            import com.fasterxml.jackson.annotation.*;
            import dev.winnow.core.constraint.SqlCheck;
            import dev.winnow.core.type.Extracted;
            import jakarta.validation.*;
            import jakarta.validation.constraints.*;
            import java.lang.annotation.*;
            import java.math.*;
            import java.net.URI;
            import java.time.*;
            import java.util.*;
            import org.hibernate.validator.constraints.*;
            import java.util.Currency;
            import java.util.UUID;
            import org.hibernate.validator.constraints.br.*;
            import org.hibernate.validator.constraints.kor.*;
            import org.hibernate.validator.constraints.pl.*;
            import org.hibernate.validator.constraints.ru.*;
            import org.hibernate.validator.constraints.time.*;
            import org.jspecify.annotations.Nullable;
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void theDocumentationIsTrue(TestDatabase database) throws Exception {
        List<Declarations.Declaration> declarations = Declarations.all();
        ClassLoader loader = Compiled.load(folder, Map.of("Source", source(declarations)));
        Map<Pair, List<Verdict>> found = new LinkedHashMap<>();
        for (int i = 0; i < declarations.size(); i++) {
            Optional<RecordType<?>> type = type(loader, "R" + i, declarations.get(i).tried());
            if (type.isPresent()) {
                RecordType<?> bare = type(loader, "B" + i, false).orElseThrow();
                found.computeIfAbsent(declarations.get(i).pair(), pair -> new ArrayList<>())
                        .addAll(verdicts(declarations.get(i).pair(), type.get(), bare, database));
            }
        }
        StringBuilder out = new StringBuilder();
        found.forEach((pair, vs) -> {
            out.append(pair).append("\n  acc ").append(vs.stream().filter(Verdict::validation).count()).append(" ref ").append(vs.stream().filter(v -> !v.validation()).count());
            for (boolean t : new boolean[] {false, true}) {
                for (boolean v : new boolean[] {true, false}) {
                    for (boolean m : new boolean[] {true, false}) {
                        if (v && m) continue;
                        List<String> l = vs.stream().filter(x -> x.validation() == v && (t ? x.table() : Optional.of(x.schema())).equals(Optional.of(m))).map(x -> x.value().length() > 40 ? x.value().substring(0, 40) : x.value()).distinct().toList();
                        if (!l.isEmpty()) out.append("\n  ").append(t ? "table " : "schema ").append(v ? "STRICTER " : m ? "weaker " : "bothrefuse ").append(l.size()).append(" ").append(l.subList(0, Math.min(8, l.size())));
                    }
                }
            }
            out.append("\n");
        });
        Files.writeString(Path.of("/tmp/agree.txt"), out.toString());
        assertThat(Agreement.findings(Mapping.parse(Files.readString(TABLE)), found)).isEmpty();
    }

    private static String source(List<Declarations.Declaration> declarations) {
        StringBuilder source = new StringBuilder(IMPORTS + Types.SOURCES + Declarations.SOURCES);
        for (int i = 0; i < declarations.size(); i++) {
            source.append(Declarations.source(declarations.get(i), "R" + i));
            source.append(Declarations.bare(declarations.get(i), "B" + i));
        }
        return source.toString();
    }

    /** Empty where a constraint was only tried and has no meaning. */
    private static Optional<RecordType<?>> type(ClassLoader loader, String name, boolean tried)
            throws ClassNotFoundException {
        try {
            return Optional.of(RecordType.of(loader.loadClass("made." + name).asSubclass(Record.class)));
        } catch (ProblemsException e) {
            if (tried && e.problems().stream().map(Problem::code).allMatch(WITHOUT_MEANING::contains)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Of a constraint only values are judged that its type has. */
    private static List<Verdict> verdicts(Pair pair, RecordType<?> type, RecordType<?> bare, TestDatabase database)
            throws Exception {
        Savepoint before = database.connection().setSavepoint();
        database.with(type);
        Judges judges = new Judges(type, database);
        List<Verdict> verdicts = new ArrayList<>();
        for (String value : Candidates.of(pair.type())) {
            if (pair.variant().equals(Declarations.THE_TYPE) || Judges.isValid(bare, value)) {
                verdicts.add(judges.judge(value));
            }
        }
        database.connection().rollback(before);
        return verdicts;
    }
}
