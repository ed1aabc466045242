package dev.winnow.batch.config;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where metrics go, prefix {@code winnow.metrics}.
 *
 * @param file in Prometheus' text format, renewed every ten seconds and at the end of a run; default none
 */
public record MetricsSettings(@DefaultValue("") String file) {

    /** The file; empty where metrics are not asked for. */
    public Optional<Path> path() {
        return Optional.of(file).filter(name -> !name.isBlank()).map(Path::of);
    }
}
