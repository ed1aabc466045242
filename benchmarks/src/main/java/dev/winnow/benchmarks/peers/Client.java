package dev.winnow.benchmarks.peers;

/** A way from documents to records. */
interface Client {

    /** What an order needs that is not measured. */
    default void prepare(Order order) throws Exception {}

    /** Works until the order is done. A document that fails is left out. */
    void run(Order order, Finished finished) throws Exception;
}
