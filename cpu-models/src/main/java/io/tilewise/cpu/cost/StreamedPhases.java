package io.tilewise.cpu.cost;

import java.util.List;

/**
 * The phases of a loop that streams through memory while it computes.
 *
 * <p>Instructions and memory transfers go on at the same time, but not perfectly: an out-of-order
 * core runs ahead of a missing line only as far as its window reaches. With instructions taking
 * {@code c} and transfers {@code m} seconds, and a share {@code o} of the shorter hidden behind the
 * longer, a loop takes {@code max(c, m) + (1 - o) * min(c, m)}. The second term is a phase of its
 * own, in which the resource that is not the scarcer one is waited for.
 */
final class StreamedPhases {
  private StreamedPhases() {}

  /** The phases of a loop with these demands. */
  static List<Phase> of(String name, Demands demands, Processor processor, Notes notes) {
    double instructions = demands.of(Demand.CORE) / processor.core().clock();
    double reads = demands.of(Demand.READS);
    double writes = demands.of(Demand.WRITES);
    double memory = Math.max(reads, writes);
    double hidden = processor.memory().parallelism().hiddenShare();
    double exposed = (1 - hidden) * Math.min(instructions, memory);
    notes.given("core_clock", "clock of the core", processor.core().clock() / 1e9, "GHz");
    notes.put("c", "time of instructions", "core / core_clock", instructions * 1e9, "ns");
    notes.put("m", "time of transfers", "max(time_read, time_written)", memory * 1e9, "ns");
    notes.given("o", "share of the shorter that is hidden", hidden, "");
    notes.put("exposed", "what is not hidden", "(1 - o) * min(c, m)", exposed * 1e9, "ns");
    if (exposed == 0) {
      return List.of(new Phase(name, demands));
    }
    Demands left = processor.noDemands();
    if (instructions < memory) {
      left = left.plus(Demand.CORE, exposed * processor.core().clock());
    } else {
      left = left.plus(reads >= writes ? Demand.READS : Demand.WRITES, exposed);
    }
    return List.of(new Phase(name, demands), new Phase(name + ", not overlapped", left));
  }
}
