package dev.winnow.batch.cli;

import dev.winnow.batch.config.ModelSetup;
import dev.winnow.batch.config.Settings;
import dev.winnow.batch.config.StartCheck;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.type.RecordTypes;
import dev.winnow.db.table.TypeTables;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run needs before it opens a database or a connection.
 *
 * @param known all record types
 * @param asked those to extract
 * @param input files and folders, absolute
 * @param online the models to ask; empty offline
 */
record RunSetup(
        Settings settings,
        RecordTypes known,
        List<RecordType<?>> asked,
        List<Path> input,
        Optional<ModelSetup> online) {

    /**
     * Looks at everything that can be wrong.
     *
     * @param check with what was noted so far
     * @throws ProblemsException with all that is wrong
     */
    static RunSetup of(
            Settings settings,
            TypesOptions types,
            List<String> typeNames,
            List<Path> paths,
            boolean offline,
            StartCheck check) {
        Optional<RecordTypes> known = check.tried(() -> types.load(settings.general()));
        List<RecordType<?>> asked = new ArrayList<>();
        known.ifPresent(all -> typeNames.stream()
                .distinct()
                .forEach(name -> check.tried(() -> all.get(name)).ifPresent(asked::add)));
        List<Path> input = existing(paths, check);
        check.note(settings.general().problems());
        check.note(settings.model().problems());
        Optional<ModelSetup> online = offline
                ? Optional.empty()
                : check.tried(() -> ModelSetup.online(
                        settings, asked.stream().<String>map(RecordType::name).toList()));
        online.filter(setup -> !asked.isEmpty())
                .ifPresentOrElse(
                        setup -> check.tried(() -> setup.recipe(asked)),
                        () -> asked.forEach(type -> check.tried(() -> new SchemaGenerator().generate(type))));
        check.note(TypeTables.problems(asked));
        check.end();
        return new RunSetup(settings, known.orElseThrow(), asked, input, online);
    }

    private static List<Path> existing(List<Path> paths, StartCheck check) {
        List<Path> absolute = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                check.note(ProblemCode.INPUT_PATH, path.toString(), "does not exist", "name files or folders that do");
            }
            absolute.add(path.toAbsolutePath().normalize());
        }
        return absolute.stream().distinct().sorted().toList();
    }
}
