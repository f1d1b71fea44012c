package io.tilewise.cpu.device;

/**
 * A level of the memory system that all cores share, at its present clock: a cache, or DRAM, whose
 * capacity is unlimited.
 *
 * @param name name, for instance {@code l3}
 * @param sizeBytes capacity; infinite for DRAM
 * @param latency seconds from a load to its data
 * @param bandwidth bytes per second that it can give and take in all
 */
public record SharedLevel(String name, double sizeBytes, double latency, double bandwidth) {}
