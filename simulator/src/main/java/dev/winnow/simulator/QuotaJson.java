package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Json;
import java.util.List;
import java.util.Locale;

/** Writes what the limits admitted: names in snake case, times in ISO-8601 and milliseconds. */
final class QuotaJson {
    private QuotaJson() {}

    static String write(List<QuotaUse> uses) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (QuotaUse use : uses) {
            ObjectNode one = all.addObject()
                    .put("model", use.model())
                    .put("key", use.key())
                    .put("since", use.since().toString())
                    .put("until", use.until().toString())
                    .put("admitted", use.admitted())
                    .put("refused", use.refused())
                    .put("would_admit", use.wouldAdmit());
            ArrayNode limits = one.putArray("limits");
            use.limits().forEach(limit -> write(limit, limits.addObject()));
        }
        return Json.write(all);
    }

    private static void write(QuotaUse.OfLimit use, ObjectNode one) {
        Limit limit = use.limit();
        one.put("of", limit.of().name().toLowerCase(Locale.ROOT))
                .put("kind", limit.kind().name().toLowerCase(Locale.ROOT))
                .put("amount", limit.amount())
                .put("period_ms", limit.period().toMillis())
                .put("slices", limit.slices())
                .put("admitted", use.admitted())
                .put("refused", use.refused())
                .put("others", use.others())
                .put("others_refused", use.othersRefused())
                .put("would_admit", use.wouldAdmit());
        ArrayNode periods = one.putArray("periods");
        for (QuotaUse.Period period : use.periods()) {
            periods.addObject()
                    .put("admitted", period.admitted())
                    .put("others", period.others())
                    .put("would_admit", period.wouldAdmit());
        }
    }
}
