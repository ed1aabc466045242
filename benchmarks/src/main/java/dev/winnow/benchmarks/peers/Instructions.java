package dev.winnow.benchmarks.peers;

import dev.winnow.benchmarks.Winnow;
import dev.winnow.extractors.receipt.Receipt;

/** What Winnow writes before a receipt; the peers get it, so that all requests say the same. */
final class Instructions {

    static final String TEXT =
            new Winnow(Receipt.class).prompt(Receipts.text(0)).get(0).content();

    private Instructions() {}
}
