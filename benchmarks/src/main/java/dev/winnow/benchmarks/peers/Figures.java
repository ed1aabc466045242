package dev.winnow.benchmarks.peers;

/**
 * What an order came to, a line of JSON on the client's standard output.
 *
 * @param records how many documents became the right kind of record
 * @param seconds from the order to its end
 * @param steady records per second while the second to the ninth tenth of them came
 * @param cpuSeconds of the client's process
 * @param peakMegabytes of memory of the client's process, resident
 */
record Figures(int records, double seconds, double steady, double cpuSeconds, double peakMegabytes) {}
