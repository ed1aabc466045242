package dev.winnow.db.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import dev.winnow.db.testing.Compiled;
import jakarta.validation.Constraint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The table in {@code docs/constraints.md} is true: validation, schema and CHECKs judge as it says. */
@ExtendWith(TestPostgres.class)
class AgreementTest {

    private static final Path TABLE = Path.of("..", "docs", "constraints.md");

    private static final Set<ProblemCode> WITHOUT_MEANING =
            Set.of(ProblemCode.CONSTRAINT_WITHOUT_MEANING, ProblemCode.NULL_CONTRADICTION);

    /** They need a script engine, which Java has none of. */
    private static final Set<String> SCRIPTS = Set.of("@ScriptAssert", "@ParameterScriptAssert");

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

    private final Map<String, List<String>> values = new HashMap<>();

    @Test
    void theDocumentationIsTrue(TestDatabase database) throws Exception {
        List<Mapping> documented = Mapping.parse(Files.readString(TABLE));
        List<Declarations.Declaration> declarations = Declarations.all();
        ClassLoader loader = Compiled.load(folder, Map.of("Source", source(declarations)));
        Map<Pair, List<Verdict>> found = new LinkedHashMap<>();
        for (int i = 0; i < declarations.size(); i++) {
            Declarations.Declaration declaration = declarations.get(i);
            Optional<RecordType<?>> type = type(loader, "R" + i, declaration.tried());
            if (type.isPresent()) {
                List<String> values = values(declaration, loader, declarations);
                found.computeIfAbsent(declaration.pair(), pair -> new ArrayList<>())
                        .addAll(verdicts(type.get(), values, database));
            }
        }
        assertThat(Agreement.findings(documented, found)).isEmpty();
    }

    @Test
    void everyConstraintIsDeclared() {
        Set<String> declared = Declarations.all().stream()
                .flatMap(declaration -> Stream.of(declaration.annotations().split(" (?=@)")))
                .filter(annotation -> annotation.startsWith("@"))
                .map(Declarations::name)
                .collect(Collectors.toSet());
        List<String> constraints = new ClassFileImporter()
                .importPackages("jakarta.validation.constraints", "org.hibernate.validator.constraints").stream()
                        .filter(type -> type.isAnnotatedWith(Constraint.class))
                        .map(type -> "@" + type.getSimpleName())
                        .toList();
        assertThat(constraints).contains("@Min", "@DurationMax", "@PESEL").hasSizeGreaterThan(40);
        assertThat(constraints).allMatch(constraint -> declared.contains(constraint) || SCRIPTS.contains(constraint));
    }

    private static String source(List<Declarations.Declaration> declarations) {
        StringBuilder source = new StringBuilder(IMPORTS + Types.SOURCES + Declarations.SOURCES);
        for (int i = 0; i < declarations.size(); i++) {
            source.append(Declarations.source(declarations.get(i), "R" + i));
        }
        List<String> bare = sources(declarations);
        for (int i = 0; i < bare.size(); i++) {
            source.append(Declarations.bare(bare.get(i), "B" + i));
        }
        return source.toString();
    }

    private static List<String> sources(List<Declarations.Declaration> declarations) {
        return declarations.stream()
                .map(Declarations.Declaration::source)
                .distinct()
                .toList();
    }

    /** What is tried on a declaration; of a constraint only values are judged that its type has. */
    private List<String> values(
            Declarations.Declaration declaration, ClassLoader loader, List<Declarations.Declaration> declarations)
            throws ClassNotFoundException {
        List<String> all = Candidates.of(declaration.pair().type());
        if (declaration.pair().variant().equals(Declarations.THE_TYPE)) {
            return all;
        }
        List<String> kept = values.get(declaration.source());
        if (kept == null) {
            String bare = "B" + sources(declarations).indexOf(declaration.source());
            kept = Judges.valid(type(loader, bare, false).orElseThrow(), all);
            values.put(declaration.source(), kept);
        }
        return kept;
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

    private static List<Verdict> verdicts(RecordType<?> type, List<String> values, TestDatabase database)
            throws Exception {
        Savepoint before = database.connection().setSavepoint();
        database.with(type);
        Judges judges = new Judges(type, database);
        List<Verdict> verdicts = new ArrayList<>();
        for (String value : values) {
            verdicts.add(judges.judge(value));
        }
        database.connection().rollback(before);
        return verdicts;
    }
}
