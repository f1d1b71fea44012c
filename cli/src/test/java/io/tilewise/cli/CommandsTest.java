package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands print about the shipped files. */
final class CommandsTest {
  private static final String EXPERIMENT = file("experiments/01-squeezesam-sme2.yaml");
  private static final String NETWORK = file("workloads/small-unet.yaml");

  private static String file(String name) {
    return Configs.FOLDER.resolve(name).toString();
  }

  private static String out(String... args) {
    Ran ran = Ran.with(FileKinds.all(), args);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    return ran.out();
  }

  private static List<Map<String, String>> csv(String... args) throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(out(args))) {
      return rows.readAll();
    }
  }

  private static Map<String, String> row(List<Map<String, String>> rows, String name) {
    return rows.stream().filter(row -> row.get("name").equals(name)).findFirst().orElseThrow();
  }

  @Test
  void runShowsTimesCategoriesBoundsAndTheShift() {
    assertThat(out("run", EXPERIMENT))
        .contains("Latency", "speed-up", "Time by operator category", "What bound the time")
        .contains("Largest calls of neon", "Largest calls of sme2", "data movement", "GEMM")
        .contains("Convolution was the largest category with neon")
        .doesNotContain("Written to");
  }

  @Test
  void runWritesWhatItSaysItWrites(@TempDir Path folder) {
    Path target = folder.resolve("new/out");
    assertThat(out("run", EXPERIMENT, "--out", target.toString()))
        .endsWith(
            "Written to " + target + ": result.json, report.html, report.md, tables and charts\n");
    assertThat(Configs.files(target).stream().map(file -> target.relativize(file).toString()))
        .containsExactlyInAnyOrder(
            "result.json",
            "report.md",
            "scenarios.csv",
            "categories.csv",
            "bound-by.csv",
            "waiting.csv",
            "calls.csv",
            "report.html",
            "charts/latency.svg",
            "charts/latency.png",
            "charts/latency.pdf",
            "charts/categories.svg",
            "charts/categories.png",
            "charts/categories.pdf",
            "charts/energy.svg",
            "charts/energy.png",
            "charts/energy.pdf",
            "energy-by-domain.csv",
            "power.csv");
  }

  @Test
  void runAppliesChangesToAllScenarios() {
    assertThat(out("run", EXPERIMENT, "--set", "run.cores=premium2"))
        .containsPattern("cores\\s+premium2, threads 1");
    assertThat(out("run", EXPERIMENT, "--set", "workload.dtype=fp32")).contains("fp32");
  }

  @Test
  void explainListsTheLongestCallsFirst() {
    List<String> lines = out("explain", EXPERIMENT).lines().toList();
    assertThat(lines.get(0)).startsWith("The calls of sme2 that take longest");
    List<Double> times =
        lines.stream()
            .skip(4)
            .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
            .toList();
    assertThat(times).hasSize(20).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  /** The index of a call, which the runtime's version decides. */
  private static String index(String name) throws IOException {
    return row(csv("plan", EXPERIMENT, "--csv"), name).get("index");
  }

  @Test
  void explainGivesPhasesDemandsRatesBoundsAndFormulasWithNumbers() throws IOException {
    String text = out("explain", EXPERIMENT, "--call", index("encoder.0.conv1"));
    assertThat(text)
        .startsWith("Call 13 of scenario sme2: encoder.0.conv1, Conv2d (convolution)\n")
        .contains("f16[1,256,256,64] -> f16[1,256,256,64]", "executed by pf16_igemm (sme2)")
        // 65536 pixels in blocks of 32 rows, the other values come from the network too.
        .contains("B * ceil(M / t) = 1 * ceil(65536 / 32)")
        .containsPattern("phase +resource +demand +rate +us")
        .containsPattern("outer products +sme2 unit: outer products +\\d+ cycles +\\d+ cycles/s")
        .containsPattern("In the replay: [\\d.]+ us on 1 thread, in 2048 tiles")
        .containsPattern("us  sme2 unit: outer products");
    assertThat(text.lines().filter(line -> line.endsWith("*"))).hasSizeGreaterThan(2);
  }

  @Test
  void whatBoundACallAddsUpToItsTimeInExplain() throws IOException {
    String text = out("explain", EXPERIMENT, "--call", index("encoder.0.conv1"));
    String outcome = text.substring(text.indexOf("In the replay: "));
    double[] times =
        outcome
            .lines()
            .mapToDouble(line -> Double.parseDouble(line.replaceFirst("^\\D*([\\d.]+) us.*", "$1")))
            .toArray();
    assertThat(Arrays.stream(times).skip(1).sum()).isCloseTo(times[0], within(0.01));
  }

  @Test
  void explainSaysWhoPutATransposeThereAndWhy() throws IOException {
    assertThat(out("explain", EXPERIMENT, "--call", index("patch.norm.0.nhwc")))
        .contains("put there by layout: 'encoder.0.conv1' (convolution) needs NHWC");
  }

  @Test
  void explainCanLookAtAnotherScenario() {
    assertThat(out("explain", EXPERIMENT, "--scenario", "neon")).startsWith("The calls of neon");
  }

  @ParameterizedTest
  @ValueSource(strings = {"portable_fill", "x16_transpose", "f16_bmm_6x16", "portable_group_norm"})
  void explainKnowsEveryKindOfKernel(String kernel) throws IOException {
    String index =
        csv("plan", EXPERIMENT, "--scenario", "neon", "--csv").stream()
            .filter(row -> row.get("kernel").equals(kernel))
            .findFirst()
            .orElseThrow()
            .get("index");
    assertThat(out("explain", EXPERIMENT, "--scenario", "neon", "--call", index))
        .contains("executed by " + kernel, "*\n", "In the replay: ")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void graphListsOperatorsWithShapesWorkAndBytes() throws IOException {
    List<Map<String, String>> rows = csv("graph", NETWORK, "--csv");
    Map<String, String> convolution = row(rows, "deep_conv");
    assertThat(convolution)
        .containsEntry("operator", "convolution")
        .containsEntry("operands", "f16[1,32,128,128]")
        .containsEntry("result", "f16[1,64,128,128]")
        .containsEntry("category", "convolution")
        // 128 x 128 pixels, 64 x 32 channels, 3 x 3 taps.
        .containsEntry("MACs", String.valueOf(128L * 128 * 64 * 32 * 9));
    // Image and result at two bytes each; weights as well, and a bias per channel.
    assertThat(Long.parseLong(convolution.get("bytes")))
        .isGreaterThanOrEqualTo(2L * 128 * 128 * (32 + 64) + 2L * 64 * 32 * 9);
    assertThat(rows).extracting(row -> row.get("index")).doesNotHaveDuplicates().startsWith("0");
  }

  @Test
  void theTableHasTheRowsOfTheCsv() throws IOException {
    List<String> lines = out("graph", NETWORK).lines().toList();
    List<Map<String, String>> rows = csv("graph", NETWORK, "--csv");
    assertThat(lines).hasSize(rows.size() + 2);
    assertThat(lines.get(0)).contains(rows.get(0).keySet());
    assertThat(lines.get(2)).contains(rows.get(0).get("name"), rows.get(0).get("MACs"));
  }

  @Test
  void graphAppliesChanges() throws IOException {
    assertThat(csv("graph", NETWORK, "--set", "dtype=fp32", "--csv"))
        .allSatisfy(row -> assertThat(row.get("result")).startsWith("f32"));
  }

  @Test
  void graphPrintsTheTotalsOfSeveralNetworks() throws IOException {
    List<Map<String, String>> rows =
        csv("graph", "--totals", NETWORK, workload("resnet50-v1.5"), "--csv");
    assertThat(rows).extracting(row -> row.get("network")).endsWith("resnet50-v1.5");
    assertThat(rows.get(1))
        .containsEntry("type", "fp16")
        .containsEntry("parameters", "25557032")
        .containsEntry("MACs", "4089184256");
    Ran several = Ran.with(FileKinds.all(), "graph", NETWORK, NETWORK);
    assertThat(several.exitCode()).isEqualTo(2);
    assertThat(several.err())
        .isEqualTo("tilewise: 2 workloads are named; print one at a time, or their --totals\n");
  }

  /** The latency of a network is that of a run on it, in the last column of each scenario. */
  @Test
  void networksPrintsALineForEach() throws IOException {
    String experiment = Configs.FOLDER.resolve("experiments/60-networks.yaml").toString();
    List<Map<String, String>> rows =
        csv("networks", experiment, workload("squeezenet-1.1"), workload("gemm"), "--csv");
    assertThat(rows)
        .extracting(row -> row.get("network"))
        .containsExactly("squeezenet-1.1", "gemm");
    assertThat(rows.get(0))
        .containsEntry("parameters", "1235496")
        .containsEntry("MACs", "349151936")
        .containsKeys("calls", "neon (ms)", "sme2 (ms)");
    String latency = rows.get(0).get("sme2 (ms)");
    assertThat(out("run", experiment, "--workload", workload("squeezenet-1.1")))
        .contains("workload squeezenet-1.1,")
        .containsPattern("sme2 +" + latency.substring(0, latency.length() - 2));
    assertThat(
            csv(
                "networks",
                experiment,
                workload("squeezenet-1.1"),
                "--set",
                "workload.dtype=int8",
                "--csv"))
        .first()
        .satisfies(row -> assertThat(row).containsEntry("type", "int8"));
  }

  @Test
  void networksGivesAReasonForOneThatDoesNotFit() {
    String experiment = Configs.FOLDER.resolve("experiments/60-networks.yaml").toString();
    String[] int8 = {"--set", "workload.dtype=int8"};
    Ran some =
        Ran.with(
            FileKinds.all(),
            "networks",
            experiment,
            workload("linear-int4"),
            workload("gemm"),
            int8[0],
            int8[1]);
    assertThat(some.exitCode()).isZero();
    assertThat(some.err()).isEmpty();
    List<String> lines = some.out().lines().toList();
    assertThat(lines.get(2)).matches("linear-int4( +-){6}");
    assertThat(lines.get(3)).startsWith("gemm  ").contains("int8");
    assertThat(lines.get(4))
        .startsWith("linear-int4: ")
        .contains("weights: int4_block32 does not go with dtype int8");
    Ran none =
        Ran.with(
            FileKinds.all(), "networks", experiment, workload("linear-int4"), int8[0], int8[1]);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("does not go with dtype int8");
  }

  private static String workload(String name) {
    return Configs.FOLDER.resolve("workloads/" + name + ".yaml").toString();
  }

  @Test
  void planShowsThePassAndTheReasonOfATranspose() throws IOException {
    List<Map<String, String>> rows = csv("plan", EXPERIMENT, "--csv");
    assertThat(row(rows, "patch.norm.0.nhwc"))
        .containsEntry("operator", "StaticTranspose")
        .containsEntry("category", "data movement")
        .containsEntry("layout", "NHWC")
        .containsEntry("why", "layout: 'encoder.0.conv1' (convolution) needs NHWC");
    assertThat(rows)
        .filteredOn(row -> row.get("name").matches(".*\\.n(hwc|chw)"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.get("why")).startsWith("layout: "));
  }

  @Test
  void planSaysWhatStayedOffTheMatrixUnitAndWhy() throws IOException {
    List<Map<String, String>> rows =
        csv("plan", EXPERIMENT, "--set", "runtime.sme2_kernels=[]", "--csv");
    assertThat(row(rows, "encoder.0.conv1"))
        .containsEntry("isa", "neon")
        .hasEntrySatisfying("why", why -> assertThat(why).contains("pf16_igemm"));
  }

  @Test
  void planNumbersCallsAsExplainDoes() throws IOException {
    List<Map<String, String>> rows = csv("plan", EXPERIMENT, "--csv");
    assertThat(rows.get(13)).containsEntry("index", "13");
    assertThat(out("explain", EXPERIMENT, "--call", "13"))
        .startsWith("Call 13 of scenario sme2: " + rows.get(13).get("name") + ",");
  }

  @Test
  void listNamesAllShippedFilesWithWhatTheyAre() {
    List<String> lines = out("list", "--configs", Configs.FOLDER.toString()).lines().toList();
    assertThat(lines)
        .contains("experiments", "workloads", "devices", "runtimes", "kernels", "cost models");
    for (Path file : ShippedConfigsTest.files()) {
      assertThat(lines)
          .filteredOn(line -> line.startsWith("  " + file.getFileName() + " "))
          .singleElement()
          .asString()
          .containsPattern("yaml +\\w");
    }
    assertThat(lines).filteredOn(line -> line.startsWith("  sme2-matrix ")).hasSize(1);
  }

  @Test
  void listFitsATerminal() {
    assertThat(out("list", "--configs", Configs.FOLDER.toString()).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void whatIsTooLongForALineGoesOnBelow() {
    String listing = out("list", "--configs", Configs.FOLDER.toString());
    assertThat(listing).containsPattern("vivo-x300.yaml +vivo X300 .*\n +\\w.* cores share\\.\n");
  }

  @Test
  void listPassesOverFilesThatAreNoConfiguration(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("workloads"));
    Files.writeString(folder.resolve("workloads/notes.txt"), "not YAML: [");
    Files.writeString(folder.resolve("workloads/mine.yaml"), "model: transpose\n");
    assertThat(out("list", "--configs", folder.toString()))
        .contains("  mine.yaml")
        .doesNotContain("notes");
  }

  @Test
  void completionKnowsEveryCommandAndKind() {
    assertThat(out("completion"))
        .contains("run", "explain", "graph", "plan", "list", "--scenario", "experiment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "explain",
        "graph",
        "plan",
        "list",
        "schema",
        "completion",
        "trace",
        "compare",
        "residuals"
      })
  void everyCommandExplainsItselfWithinAHundredColumns(String command) {
    String help = out(command, "--help");
    assertThat(help).startsWith("Usage: tilewise " + command);
    assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }
}
