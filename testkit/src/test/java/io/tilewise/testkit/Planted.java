package io.tilewise.testkit;

import static io.tilewise.testkit.RelativeUnit.PERCENT;
import static io.tilewise.testkit.TilewiseAssertions.assertThat;
import static io.tilewise.workload.Category.GEMM;

import io.tilewise.experiment.result.RunResult;

/** Tests that fail, to be run by {@link MessagesTest}; surefire does not find them by this name. */
final class Planted {
  private static final String EXPERIMENT = "../configs/experiments/01-squeezesam-sme2.yaml";

  private Planted() {}

  static class Expectations {
    @TilewiseExperiment(EXPERIMENT)
    void tooSlow(Prediction sme2) {
      assertThat(sme2).latency().isLessThan("10 ms");
    }

    @TilewiseExperiment(EXPERIMENT)
    void otherCategory(Prediction sme2) {
      assertThat(sme2).isDominatedBy(GEMM);
    }

    @TilewiseExperiment(EXPERIMENT)
    void otherBound(Prediction sme2) {
      assertThat(sme2).isMostlyBoundBy("dram.bandwidth");
    }

    @TilewiseExperiment(EXPERIMENT)
    void notFaster(Prediction neon, Prediction sme2) {
      assertThat(neon).isAtLeast(2).timesFasterThan(sme2);
    }

    @TilewiseExperiment(value = EXPERIMENT, set = "matrix_units.sme2.mopa_interval=8 cycles")
    void movedFromBaseline(Prediction sme2) {
      assertThat(sme2).latency().isWithin(2, PERCENT).ofBaseline();
    }

    @TilewiseExperiment(value = EXPERIMENT, set = "matrix_units.sme2.mopa_interval=8 cycles")
    void tracedToTheValue(Predictions predictions) {
      assertThat(predictions).matchTheirBaseline();
    }

    @TilewiseExperiment(EXPERIMENT)
    void noTime(Prediction sme2) {
      assertThat(sme2).latency().isLessThan("310 MHz");
    }
  }

  static class Mistakes {
    @TilewiseExperiment(EXPERIMENT)
    void unknownScenario(Prediction smee) {
      assertThat(smee).latency().isLessThan("1 h");
    }

    @TilewiseExperiment(EXPERIMENT)
    void misspeltResult(RunResult smee2) {
      assertThat(smee2).latency().isLessThan("1 h");
    }

    @TilewiseExperiment("../configs/experiments/no-such.yaml")
    void missingFile(Prediction sme2) {
      assertThat(sme2).latency().isLessThan("1 h");
    }

    @TilewiseExperiment(value = EXPERIMENT, set = "memory.dram.bandwidth=80")
    void missingUnit(Prediction sme2) {
      assertThat(sme2).latency().isLessThan("1 h");
    }

    @TilewiseExperiments("../configs")
    void emptyFolder(Predictions predictions) {
      assertThat(predictions).matchTheirBaseline();
    }
  }
}
