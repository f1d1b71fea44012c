package io.tilewise.cpu.cost;

/**
 * A part of a kernel's work in which its demands are served at the same time, so that the scarcest
 * resource sets the pace. The phases of a kernel follow each other, tile by tile.
 *
 * @param name for instance {@code outer products}
 * @param demands of the whole call
 */
public record Phase(String name, Demands demands) {}
