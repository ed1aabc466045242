package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.simulator.Bill;
import dev.winnow.simulator.Fault;
import dev.winnow.simulator.Faults;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many documents through a plain mix of faults: each has its one right outcome, and the journal holds every call as it was billed. */
class FaultMixTest {

    private static final int DOCUMENTS = 5_000;

    /** These pass: the next call of the document is answered as scripted. Only a refusal stays one. */
    private static final Faults PASSING = Faults.none()
            .with(Fault.SERVER_ERROR, 0.05)
            .with(Fault.RATE_LIMITED, 0.02)
            .with(Fault.DROPPED, 0.005)
            .with(Fault.LOST, 0.005)
            .with(Fault.REFUSED, 0.01)
            .with(Fault.CUT, 0.005, 1)
            .with(Fault.BROKEN, 0.005, 1);

    /** Of the others, those that the model never reads better. */
    private static final Faults LASTING =
            Faults.none().withSeed(1).with(Fault.CUT, 0.005).with(Fault.BROKEN, 0.005);

    private static final BigDecimal USD_PER_INPUT_TOKEN = new BigDecimal("0.000002");
    private static final BigDecimal USD_PER_OUTPUT_TOKEN = new BigDecimal("0.000008");

    /** A document and what is to become of it. */
    private record Receipt(String company, String total) {

        static Receipt number(int i) {
            return new Receipt("Corner Shop number %04d".formatted(i), "%d.%02d".formatted(1 + i % 90, i % 100));
        }

        String text() {
            return company + "\n3 Quay St\n2025-11-03\nTOTAL " + total + "\n";
        }

        String record(String amount) {
            return "{\"company\":\"%s\",\"date\":\"2025-11-03\",\"address\":\"3 Quay St\",\"total\":%s}"
                    .formatted(company, amount);
        }

        Optional<Fault> passing() {
            return PASSING.striking(text());
        }

        Optional<Fault> lasting() {
            return passing().isPresent() ? Optional.empty() : LASTING.striking(text());
        }

        private boolean meets(Fault fault) {
            return passing().filter(fault::equals).isPresent();
        }

        private boolean keeps(Fault fault) {
            return lasting().filter(fault::equals).isPresent();
        }

        String answer() {
            if (keeps(Fault.CUT)) {
                return "{\"type\":\"receipt\",\"content\":\"{\\\"company\\\":\",\"finish_reason\":\"length\"}";
            }
            // three decimals are no amount of money
            String broken = record(total + "5");
            String record = keeps(Fault.BROKEN) ? broken : record(total);
            return "{\"type\":\"receipt\",\"record\":" + record + ",\"broken\":" + broken + "}";
        }

        OutcomeKind outcome() {
            if (lasting().isPresent()) {
                return keeps(Fault.CUT) ? OutcomeKind.TRUNCATED : OutcomeKind.INVALID;
            }
            return meets(Fault.REFUSED) ? OutcomeKind.REFUSED : OutcomeKind.EXTRACTED;
        }

        /** A lost reply is bought again, a wrong or cut one is asked about; what was not answered costs nothing. */
        Bill.Document bill() {
            if (passing().isEmpty()) {
                long calls = keeps(Fault.BROKEN) ? 3 : keeps(Fault.CUT) ? 2 : 1;
                return new Bill.Document(calls, calls, 0);
            }
            return switch (passing().get()) {
                case REFUSED -> new Bill.Document(1, 1, 0);
                case CUT, BROKEN -> new Bill.Document(2, 2, 0);
                case LOST -> new Bill.Document(2, 2, 1);
                default -> new Bill.Document(2, 1, 0);
            };
        }
    }

    @RegisterExtension
    final World world = new World();

    private final List<Receipt> receipts =
            Stream.iterate(0, i -> i + 1).limit(DOCUMENTS).map(Receipt::number).toList();

    private void run() {
        for (Receipt receipt : receipts) {
            world.answer(receipt.text(), receipt.answer());
            world.file(receipt.company() + ".txt", receipt.text());
        }
        world.model(options -> options.withFaults(PASSING));
        world.run("--max-in-flight", "256").exits(ExitCodes.OTHER_OUTCOMES);
    }

    private List<Receipt> struckBy(Fault fault) {
        return receipts.stream().filter(one -> one.meets(fault)).toList();
    }

    @Test
    void givesEveryDocumentItsOneOutcomeAndEveryCallItsRow() {
        run();
        everyFaultOccurs();
        outcomesAndRowsAreAsScripted();
        nothingIsBoughtTwiceButWhatWasLost();
        theJournalIsTheBill();

        long calls = world.simulator().bill().calls();
        world.run("--max-in-flight", "256").exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.simulator().bill().calls()).isEqualTo(calls);
    }

    private void everyFaultOccurs() {
        assertThat(PASSING.shares().keySet())
                .allSatisfy(
                        fault -> assertThat(struckBy(fault)).as(fault.name()).isNotEmpty());
        assertThat(receipts).anyMatch(one -> one.keeps(Fault.CUT)).anyMatch(one -> one.keeps(Fault.BROKEN));
    }

    private void outcomesAndRowsAreAsScripted() {
        String prefix = world.input() + "/";
        List<String> outcomes = world.sql()
                .rows("SELECT replace(s.path, '" + prefix + "', ''), e.outcome FROM winnow.source s"
                        + " LEFT JOIN winnow.extraction e USING (document_id)");
        same(
                outcomes,
                receipts.stream()
                        .map(one -> one.company() + ".txt|" + one.outcome())
                        .toList());
        same(
                world.sql().rows("SELECT company, date, address, total FROM records.receipt"),
                receipts.stream()
                        .filter(one -> one.outcome() == OutcomeKind.EXTRACTED)
                        .map(one -> one.company() + "|2025-11-03|3 Quay St|" + one.total())
                        .toList());
        assertThat(world.sql().count("winnow.run_document WHERE outcome IS NULL"))
                .isZero();
    }

    /** As {@code containsExactlyInAnyOrder}, without naming thousands where a few differ. */
    private static void same(List<String> actual, List<String> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(Set.copyOf(actual));
        assertThat(missing).isEmpty();
    }

    private void nothingIsBoughtTwiceButWhatWasLost() {
        List<String> wrong = new ArrayList<>();
        for (Receipt receipt : receipts) {
            Bill.Document bill = world.simulator().bill(receipt.text());
            if (!bill.equals(receipt.bill())) {
                wrong.add(receipt.company() + " " + receipt.passing() + receipt.lasting() + ": " + bill);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void theJournalIsTheBill() {
        Bill bill = world.simulator().bill();
        long lost = struckBy(Fault.LOST).size();
        Map<String, Long> rows = Map.of(
                "ANSWERED",
                bill.answered() - lost,
                "UNCONFIRMED",
                bill.dropped() + lost,
                "FAILED",
                bill.refused().values().stream().mapToLong(n -> n).sum());
        assertThat(world.sql().rows("SELECT state, count(*) FROM winnow.model_call GROUP BY 1"))
                .containsExactlyInAnyOrderElementsOf(rows.entrySet().stream()
                        .map(row -> row.getKey() + "|" + row.getValue())
                        .toList());
        assertThat(bill.dropped()).isEqualTo(struckBy(Fault.DROPPED).size());
        assertThat(bill.lost()).isEqualTo(lost);
        assertThat(world.sql().count("winnow.model_call WHERE state = 'FAILED' AND cost_usd <> 0"))
                .isZero();
        assertThat(world.sql().count("winnow.model_call WHERE state = 'UNCONFIRMED' AND cost_usd = reserved_usd"))
                .isEqualTo(rows.get("UNCONFIRMED"));
        assertThat(new BigDecimal(answeredUsd("true")).add(new BigDecimal(answeredUsd(lostOnes()))))
                .isEqualByComparingTo(USD_PER_INPUT_TOKEN
                        .multiply(BigDecimal.valueOf(bill.promptTokens()))
                        .add(USD_PER_OUTPUT_TOKEN.multiply(BigDecimal.valueOf(bill.completionTokens()))));
    }

    /** A lost reply cost what the same request cost when its reply arrived. */
    private String lostOnes() {
        String companies = String.join(
                "', '", struckBy(Fault.LOST).stream().map(Receipt::company).toList());
        return "document_id IN (SELECT document_id FROM records.receipt WHERE company IN ('" + companies + "'))";
    }

    private String answeredUsd(String condition) {
        return String.valueOf(world.sql()
                .value("SELECT coalesce(sum(cost_usd), 0) FROM winnow.model_call WHERE state = 'ANSWERED' AND "
                        + condition));
    }
}
