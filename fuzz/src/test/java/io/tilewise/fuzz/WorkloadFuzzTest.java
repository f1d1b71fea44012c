package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.workload.file.DescribedNetwork;
import io.tilewise.workload.file.WorkloadFile;
import io.tilewise.workload.file.Workloads;

/** Workload files, and the networks that they describe. */
class WorkloadFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(
        () -> {
          WorkloadFile file = Reading.file(Workloads.KIND, bytes).value();
          if (file instanceof DescribedNetwork network) {
            network.workload("fuzzed");
          }
        });
  }
}
