package io.tilewise.cpu.cost;

import java.util.List;

/**
 * What a kernel call costs on one type of core.
 *
 * @param phases what is done for every tile, one phase after the other; demands are those of all
 *     tiles together
 * @param tiles number of equal parts that threads can share; 1 if the call runs on one thread
 */
public record KernelCost(List<Phase> phases, long tiles) {
  public KernelCost {
    phases = List.copyOf(phases);
    if (phases.isEmpty() || tiles < 1) {
      throw new IllegalArgumentException(phases.size() + " phases, " + tiles + " tiles");
    }
  }

  /** The demands of all phases together. */
  public Demands total() {
    Demands sum = phases.get(0).demands();
    for (int i = 1; i < phases.size(); i++) {
      sum = sum.plus(phases.get(i).demands());
    }
    return sum;
  }

  /** A cost of one phase. */
  public static KernelCost of(String phase, Demands demands, long tiles) {
    return new KernelCost(List.of(new Phase(phase, demands)), tiles);
  }
}
