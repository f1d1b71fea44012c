package org.example.lookup;

import static io.tilewise.testkit.TilewiseAssertions.assertThat;
import static io.tilewise.workload.Category.ELEMENTWISE;

import io.tilewise.testkit.Prediction;
import io.tilewise.testkit.Scenario;
import io.tilewise.testkit.TilewiseExperiment;

/** What the team wants of its kernel. */
class LookupExperimentTest {

  @TilewiseExperiment(value = "configs/experiments/lookup.yaml", configs = "../../configs")
  void aFasterTableHelps(@Scenario("as counted") Prediction asCounted, Prediction unrolled) {
    assertThat(asCounted).isDominatedBy(ELEMENTWISE).latency().isLessThan("10 ms");
    assertThat(unrolled).isAtLeast(1.1).timesFasterThan(asCounted);
  }
}
