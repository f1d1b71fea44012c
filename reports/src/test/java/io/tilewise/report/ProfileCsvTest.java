package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.experiment.result.ScenarioResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileCsvTest {
  private static final ScenarioResult SCENARIO = Traces.result().scenarios().get(0);

  @Test
  void eventByEventAndRunByRunWithTheColumnsOfTheWorkflow() {
    // 7 us of calls and once more the whole: 14 us. 2 of 14 are 14.2857 %.
    assertThat(new ProfileCsv(SCENARIO, "sim", 2).timeline())
        .isEqualTo(
            """
            model_id,name,type,delegate_backend,start_us,end_us,duration_ms,pct_total,node_id,run_index,block
            sim,"Transpose (ND, X16) #1","Transpose (ND, X16)",delegated,0.0,2.0,0.002,14.285714285714285,0,0,Execute
            sim,"Transpose (ND, X16) #1","Transpose (ND, X16)",delegated,7.0,9.0,0.002,14.285714285714285,0,1,Execute
            sim,"Convolution (NHWC, PF16) IGEMM #1","Convolution (NHWC, PF16) IGEMM",delegated,2.0,6.0,0.004,28.57142857142857,1,0,Execute
            sim,"Convolution (NHWC, PF16) IGEMM #1","Convolution (NHWC, PF16) IGEMM",delegated,9.0,13.0,0.004,28.57142857142857,1,1,Execute
            sim,native_call_native_layer_norm.out,native_call_native_layer_norm.out,portable,6.0,7.0,0.001,7.142857142857142,2,0,Execute
            sim,native_call_native_layer_norm.out,native_call_native_layer_norm.out,portable,13.0,14.0,0.001,7.142857142857142,2,1,Execute
            sim,Method::execute,Method::execute,portable,0.0,7.0,0.007,50.0,3,0,Execute
            sim,Method::execute,Method::execute,portable,7.0,14.0,0.007,50.0,3,1,Execute
            """);
  }

  @Test
  void percentagesOfARunAddUpToAHundred() {
    List<String> lines = new ProfileCsv(SCENARIO, "sim", 1).stats().lines().skip(1).toList();
    double sum =
        lines.stream()
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
            .sum();
    assertThat(sum).isCloseTo(100, within(1e-9));
    assertThat(lines.get(0))
        .startsWith("sim,Method::execute,Method::execute,portable,1,0.007,0.007,");
    assertThat(lines.get(1))
        .startsWith(
            "sim,\"Convolution (NHWC, PF16) IGEMM\",\"Convolution (NHWC, PF16) IGEMM\",delegated,1,0.004,");
  }

  @Test
  void theFirstLinesAreThoseOfARealProfile() {
    // The header of tiny_v1.2.0_core_int8pt_exec_all_runs_timeline.csv and of its stats.
    assertThat(new ProfileCsv(SCENARIO, "sim", 1).timeline())
        .startsWith(
            "model_id,name,type,delegate_backend,start_us,end_us,duration_ms,pct_total,node_id,run_index,block\n");
    assertThat(new ProfileCsv(SCENARIO, "sim", 1).stats())
        .startsWith("model_id,name,type,delegate_backend,count,total_ms,avg_ms,pct_total\n");
  }
}
