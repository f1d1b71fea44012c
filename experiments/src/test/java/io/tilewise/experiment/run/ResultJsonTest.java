package io.tilewise.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tilewise.experiment.result.ResultFile;
import io.tilewise.experiment.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What programs find in {@code result.json}: looked at as JSON, not through our records. */
final class ResultJsonTest {
  /** A millionth. */
  private static final double TOLERANCE_PERCENT = 1e-4;

  private static final Path EXPERIMENT =
      TestExperiment.CONFIGS.resolve("experiments/01-squeezesam-sme2.yaml");

  private static RunResult result;
  private static JsonNode json;

  @BeforeAll
  static void run() throws IOException {
    Experiment experiment =
        Experiment.read(
            EXPERIMENT,
            List.of("memory.dram.bandwidth=40 GB/s", "run.clocks.pro=1 GHz"),
            List.of());
    result = ExperimentRun.run(experiment, "1.2.3");
    json = new ObjectMapper().readTree(ResultFile.write(result));
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static List<JsonNode> scenarios() {
    return StreamSupport.stream(json.get("scenarios").spliterator(), false).toList();
  }

  private static double sum(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false).mapToDouble(JsonNode::asDouble).sum();
  }

  private static double sum(JsonNode elements, String key) {
    return StreamSupport.stream(elements.spliterator(), false)
        .mapToDouble(element -> element.get(key).doubleValue())
        .sum();
  }

  @Test
  void theOutermostKeysAreThoseOfTheFormat() {
    assertThat(keys(json))
        .containsExactly(
            "schema", "tool_version", "inputs", "experiment", "title", "baseline", "scenarios");
    assertThat(json.get("schema").textValue()).isEqualTo("tilewise.result/1");
    assertThat(json.get("tool_version").textValue()).isEqualTo("1.2.3");
    assertThat(json.get("experiment").textValue()).isEqualTo("01-squeezesam-sme2");
    assertThat(json.get("baseline").textValue()).isEqualTo("neon");
  }

  @Test
  void inputsAreAllFilesReadWithTheirChecksums() throws Exception {
    assertThat(json.get("inputs").findValuesAsText("path"))
        .containsExactly(
            "../devices/vivo-x300.yaml",
            "../kernels/xnnpack-2025.yaml",
            "../runtimes/executorch-1.1.0-pf16-igemm.yaml",
            "../workloads/squeezesam-fp16.yaml",
            "01-squeezesam-sme2.yaml");
    for (JsonNode input : json.get("inputs")) {
      assertThat(keys(input)).containsExactly("path", "sha256");
      byte[] bytes = Files.readAllBytes(EXPERIMENT.resolveSibling(input.get("path").textValue()));
      assertThat(input.get("sha256").textValue())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }
  }

  @Test
  void aScenarioHasTheKeysOfTheFormat() {
    assertThat(scenarios()).hasSize(2);
    for (JsonNode scenario : scenarios()) {
      assertThat(keys(scenario))
          .contains(
              "name", "latency_ms", "speedup", "categories", "bound_by", "calls", "parameters");
      assertThat(keys(scenario.get("categories")))
          .containsExactly("convolution", "gemm", "elementwise", "data_movement", "other");
      scenario
          .get("categories")
          .forEach(
              category ->
                  assertThat(keys(category)).containsExactly("latency_ms", "share", "energy_mj"));
    }
  }

  @Test
  void aCallHasTheKeysOfTheFormat() {
    for (JsonNode scenario : scenarios()) {
      assertThat(scenario.get("calls"))
          .isNotEmpty()
          .allSatisfy(
              call ->
                  assertThat(keys(call))
                      .contains(
                          "index",
                          "operator",
                          "kernel",
                          "category",
                          "backend",
                          "isa",
                          "start_us",
                          "duration_us",
                          "threads",
                          "bound_by",
                          "macs",
                          "bytes",
                          "phases"));
    }
  }

  @Test
  void callsFollowOneAnotherAndAddUpToTheLatency() {
    for (JsonNode scenario : scenarios()) {
      double latency = scenario.get("latency_ms").doubleValue();
      assertThat(sum(scenario.get("calls"), "duration_us") / 1e3)
          .isCloseTo(latency, withinPercentage(TOLERANCE_PERCENT));
      int index = 0;
      double end = 0;
      for (JsonNode call : scenario.get("calls")) {
        assertThat(call.get("index").intValue()).isEqualTo(index++);
        assertThat(call.get("start_us").doubleValue()).isGreaterThanOrEqualTo(end - 1e-5);
        end = call.get("start_us").doubleValue() + call.get("duration_us").doubleValue();
      }
      assertThat(end / 1e3).isCloseTo(latency, withinPercentage(TOLERANCE_PERCENT));
    }
  }

  @Test
  void categoriesAndTheirSharesAddUp() {
    for (JsonNode scenario : scenarios()) {
      assertThat(sum(scenario.get("categories"), "latency_ms"))
          .isCloseTo(scenario.get("latency_ms").doubleValue(), withinPercentage(TOLERANCE_PERCENT));
      assertThat(sum(scenario.get("categories"), "share"))
          .isCloseTo(1, withinPercentage(TOLERANCE_PERCENT));
    }
  }

  @Test
  void aCategoryIsTheSumOfItsCalls() {
    JsonNode scenario = scenarios().get(1);
    for (String category : keys(scenario.get("categories"))) {
      double calls =
          StreamSupport.stream(scenario.get("calls").spliterator(), false)
              .filter(call -> call.get("category").textValue().equals(category))
              .mapToDouble(call -> call.get("duration_us").doubleValue())
              .sum();
      assertThat(calls / 1e3)
          .isCloseTo(
              scenario.get("categories").get(category).get("latency_ms").doubleValue(),
              withinPercentage(TOLERANCE_PERCENT));
    }
  }

  @Test
  void whatBoundTheTimeAddsUpForScenariosAndForCalls() {
    for (JsonNode scenario : scenarios()) {
      assertThat(sum(scenario.get("bound_by")))
          .isCloseTo(scenario.get("latency_ms").doubleValue(), withinPercentage(TOLERANCE_PERCENT));
      for (JsonNode call : scenario.get("calls")) {
        double duration = call.get("duration_us").doubleValue();
        assertThat(sum(call.get("bound_by"))).isCloseTo(duration, withinPercentage(1e-3));
        assertThat(sum(call.get("phases"))).isCloseTo(duration, withinPercentage(1e-3));
      }
    }
  }

  @Test
  void speedUpsAreRelativeToTheBaseline() {
    JsonNode baseline = scenarios().get(0);
    JsonNode faster = scenarios().get(1);
    assertThat(baseline.get("speedup").doubleValue()).isEqualTo(1);
    assertThat(faster.get("speedup").doubleValue())
        .isCloseTo(
            baseline.get("latency_ms").doubleValue() / faster.get("latency_ms").doubleValue(),
            withinPercentage(TOLERANCE_PERCENT))
        .isGreaterThan(1);
  }

  private static JsonNode parameter(JsonNode scenario, String path) {
    return StreamSupport.stream(scenario.get("parameters").spliterator(), false)
        .filter(parameter -> parameter.get("path").textValue().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aParameterHasTheKeysOfTheFormat() {
    for (JsonNode scenario : scenarios()) {
      assertThat(scenario.get("parameters"))
          .isNotEmpty()
          .allSatisfy(
              parameter -> {
                assertThat(keys(parameter)).startsWith("path", "value", "unit", "source", "status");
                assertThat(parameter.get("source").textValue()).isNotBlank();
              });
      assertThat(scenario.get("parameters").findValuesAsText("path")).doesNotHaveDuplicates();
    }
  }

  @Test
  void anOverlaysValueIsAWhatIfWithItsSource() {
    JsonNode bandwidth = parameter(scenarios().get(1), "memory.dram.bandwidth");
    assertThat(bandwidth.get("value").doubleValue()).isEqualTo(40);
    assertThat(bandwidth.get("unit").textValue()).isEqualTo("GB/s");
    assertThat(bandwidth.get("status").textValue()).isEqualTo("what-if");
    assertThat(bandwidth.get("source").textValue())
        .isEqualTo("--set memory.dram.bandwidth=40 GB/s");
  }

  @Test
  void everyOtherSettingIsThereAsItWasChangedAndNoneThatIsAParameter() {
    // The scenario neon asks for these two.
    JsonNode neon = scenarios().get(0).get("settings");
    assertThat(neon.get("runtime.instruction_sets").textValue()).isEqualTo("[neon]");
    assertThat(neon.get("runtime.portable_kernels").textValue()).isEqualTo("armv8_a");
    assertThat(neon.has("memory.dram.bandwidth")).isFalse();
    assertThat(scenarios().get(1).get("settings").get("runtime.instruction_sets").textValue())
        .contains("sme2");
  }

  @Test
  void aClockOfTheRunIsAParameterToo() {
    JsonNode clock = parameter(scenarios().get(0), "run.clocks.pro");
    assertThat(clock.get("value").doubleValue()).isEqualTo(1);
    assertThat(clock.get("unit").textValue()).isEqualTo("GHz");
    assertThat(clock.get("status").textValue()).isEqualTo("what-if");
  }

  @Test
  void aValueNobodyChangedKeepsItsProvenance() {
    assertThat(parameter(scenarios().get(0), "clusters.ultra.cores").get("status").textValue())
        .isEqualTo("published");
    assertThat(parameter(scenarios().get(0), "runtime.overheads.operator").has("low")).isTrue();
  }

  @Test
  void writtenAndReadItIsTheSame() {
    assertThat(ResultFile.read(ResultFile.write(result))).isEqualTo(result);
  }

  @Test
  void aSecondRunGivesTheSameText() {
    Experiment again =
        Experiment.read(
            EXPERIMENT,
            List.of("memory.dram.bandwidth=40 GB/s", "run.clocks.pro=1 GHz"),
            List.of());
    assertThat(ResultFile.write(ExperimentRun.run(again, "1.2.3")))
        .isEqualTo(ResultFile.write(result));
  }
}
