package dev.winnow.db.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedTypesTest {

    @TempDir
    static Path folder;

    @Test
    void compile() throws Exception {
        ClassLoader loader = Compiled.load(folder, RandomTypes.sources(7, 100));
        int valid = 0;
        for (int i = 0; i < 100; i++) {
            RecordType<?> type = RecordType.of(loader.loadClass("made.Made" + i).asSubclass(Record.class));
            RecordSchema schema = new SchemaGenerator().generate(type);
            RecordReader reader = new RecordReader(type, Clock.systemUTC());
            for (JsonNode instance : new Instances(schema.json(), i).take(40)) {
                Read read = reader.read(instance.toString());
                if (read instanceof Read.Valid) {
                    valid++;
                }
            }
        }
        assertThat(valid).isGreaterThan(1000);
    }
}
