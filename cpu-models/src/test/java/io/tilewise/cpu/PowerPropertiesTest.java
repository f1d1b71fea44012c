package io.tilewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.power.RunRecord;
import io.tilewise.sim.SimTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of runs on random devices: the shipped phone with random clocks, bandwidths and powers. */
class PowerPropertiesTest {
  private static final int DEVICES = 6;
  private static final double[] BUDGETS = {0.3, 1, 1.4, 2, 3, 5, 20};

  private static String set(String path, Random random, double low, double high, String unit) {
    double value = low + (high - low) * random.nextDouble();
    return String.format(Locale.ROOT, "%s=%.6g %s", path, value, unit);
  }

  private static List<String> device(Random random) {
    List<String> changes = new ArrayList<>();
    for (String cluster : List.of("ultra", "premium", "pro")) {
      changes.add(set("clusters." + cluster + ".clock", random, 1, 5, "GHz"));
      changes.add(set("power.clusters." + cluster + ".capacitance", random, 100, 1500, "pF"));
      changes.add(set("power.clusters." + cluster + ".leakage", random, 0, 0.5, "W"));
    }
    changes.add(set("matrix_units.sme2.clock", random, 0.5, 3, "GHz"));
    changes.add(set("matrix_units.sme2.mode_switch", random, 20, 2000, "cycles"));
    changes.add(set("power.matrix_units.sme2.capacitance", random, 100, 3000, "pF"));
    changes.add(set("memory.dram.bandwidth", random, 5, 80, "GB/s"));
    changes.add(set("memory.parallelism.prefetched_reads", random, 2, 30, ""));
    changes.add(set("power.memory.fabric", random, 0, 1, "W"));
    changes.add(set("power.memory.dram", random, 1, 20, "pJ/bit"));
    changes.add(set("power.core_activity.waiting", random, 0.05, 0.5, ""));
    changes.add(set("power.core_activity.streaming", random, 0.05, 1, ""));
    changes.add(set("operating_points.transition", random, 0, 1000, "us"));
    changes.add("operating_points.count=" + (2 + random.nextInt(30)));
    return changes;
  }

  private static RunRecord run(List<String> device, double budget, int threads, boolean neon) {
    List<String> changes = new ArrayList<>(device);
    changes.add("power.budget=" + budget + " W");
    ShippedPhone base = neon ? ShippedPhone.NEON : ShippedPhone.SME2;
    return base.mode("unconstrained")
        .threads(threads)
        .device(changes.toArray(String[]::new))
        .governed("small-unet")
        .governor("power_budget", "{}")
        .run();
  }

  @Test
  void aLowerBudgetIsNeverFasterAndIsKept() {
    Random random = new Random(20);
    for (int i = 0; i < DEVICES; i++) {
      List<String> device = device(random);
      boolean neon = random.nextBoolean();
      long before = Long.MAX_VALUE;
      for (double budget : BUDGETS) {
        RunRecord run = run(device, budget, 1, neon);
        assertThat(run.first().duration())
            .as("%s W on %s", budget, device)
            .isLessThanOrEqualTo(before);
        before = run.first().duration();
        assertKept(run, budget);
      }
    }
  }

  /** Threads that hand tiles to each other may end a call a tile apart: within a thousandth. */
  @Test
  void onSeveralThreadsALowerBudgetIsNotFasterEither() {
    Random random = new Random(21);
    for (int i = 0; i < DEVICES; i++) {
      List<String> device = device(random);
      boolean neon = random.nextBoolean();
      double before = Double.MAX_VALUE;
      for (double budget : BUDGETS) {
        RunRecord run = run(device, budget, 4, neon);
        assertThat((double) run.first().duration())
            .as("%s W on %s", budget, device)
            .isLessThanOrEqualTo(before * 1.001);
        before = run.first().duration();
        assertKept(run, budget);
      }
    }
  }

  private static void assertKept(RunRecord run, double budget) {
    if (run.note().isEmpty()) {
      assertThat(run.highestAverage()).isLessThanOrEqualTo(budget * (1 + 1e-9));
    }
  }

  @Test
  void energyOfDomainsAndOfCallsIsTheSame() {
    Random random = new Random(22);
    for (int i = 0; i < DEVICES; i++) {
      RunRecord run =
          run(device(random), 1 + 4 * random.nextDouble(), 1 + random.nextInt(4), false);
      double calls = run.callEnergies().stream().mapToDouble(Double::doubleValue).sum();
      double domains = run.energies().values().stream().mapToDouble(Double::doubleValue).sum();
      assertThat(calls).isCloseTo(domains, within(domains * 1e-9));
      assertThat(run.leaked()).isLessThan(domains);
      assertThat(SimTime.toSeconds(run.duration())).isPositive();
    }
  }
}
