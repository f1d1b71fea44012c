package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.experiment.run.Sha256;
import io.tilewise.report.BaselineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code baseline} on a small network, as a team uses it. */
final class BaselineCommandTest {
  private static final String EXPERIMENT =
      """
      title: A test
      workload: ../workloads/gemm.yaml
      device: ../devices/vivo-x300.yaml
      runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
      scenarios:
        - name: sme2
      """;

  @TempDir private Path folder;
  private Path experiment;
  private Path baseline;

  @BeforeEach
  void prepare() throws IOException {
    Configs.copyTo(folder);
    experiment = folder.resolve("experiments/team.yaml");
    baseline = folder.resolve("baselines/team.yaml");
    Files.writeString(experiment, EXPERIMENT);
  }

  private Ran run(String command, String... options) {
    List<String> args = new ArrayList<>(List.of("baseline", command, experiment.toString()));
    args.addAll(List.of(options));
    return Ran.with(FileKinds.all(), args.toArray(String[]::new));
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replaceFirst(Pattern.quote(from), to));
  }

  @Test
  void whatIsRecordedHoldsUntilSomethingMoves() throws IOException {
    assertThat(run("record")).isEqualTo(new Ran(0, "Recorded " + baseline + "\n", ""));
    Ran holds = run("check");
    assertThat(holds.err()).isEmpty();
    assertThat(holds.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(holds.out())
        .matches("team: all \\d+ figures are within tolerance\nAll baselines hold.\n");

    edit("kernels/xnnpack-2025.yaml", "step_instructions: 6", "step_instructions: 7");
    edit(
        "devices/vivo-x300.yaml",
        "mopa_interval:\n      value: 2 cycles",
        "mopa_interval:\n      value: 1 cycles");
    Path out = folder.resolve("out");
    Ran moved = run("check", "--out", out.toString());
    assertThat(moved.err()).isEmpty();
    assertThat(moved.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(moved.out())
        .containsPattern("team: \\d+ of \\d+ figures moved\n")
        .contains(
            "- matrix_units.sme2.mopa_interval: 2 cycles -> 1 cycles (sme2)\n  explains sme2 -")
        .contains("- ../devices/vivo-x300.yaml: ")
        .contains("- ../kernels/xnnpack-2025.yaml: ")
        .contains("Baselines that do not hold: team.")
        .endsWith("Written to " + out + ": baseline.json, baseline.md and junit.xml\n");
    assertThat(out.resolve("junit.xml")).content().contains("<failure ", "mopa_interval");
    assertThat(out.resolve("baseline.md")).content().contains("| latency | sme2 |");
    JsonNode found = new ObjectMapper().readTree(out.resolve("baseline.json").toFile());
    assertThat(OutputSchemaTest.schema("baseline-check").validate(found)).isEmpty();
    assertThat(found.at("/comparisons/0/movements")).isNotEmpty();
    assertThat(found.at("/comparisons/0/contributions")).isNotEmpty();

    assertThat(run("accept", "--reason", "the data sheet says 1"))
        .isEqualTo(new Ran(0, "Recorded " + baseline + "\n", ""));
    assertThat(baseline)
        .content()
        .contains("- reason: first record", "- reason: the data sheet says 1", "moved: sme2 ");
    assertThat(run("check").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run("accept", "--reason", "again"))
        .isEqualTo(new Ran(0, "Unchanged " + baseline + "\n", ""));
  }

  @Test
  void toleranceInTheFileCounts() throws IOException {
    run("record");
    edit(
        "devices/vivo-x300.yaml",
        "mopa_interval:\n      value: 2 cycles",
        "mopa_interval:\n      value: 1.9 cycles");
    assertThat(run("check").exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
    for (String metric :
        List.of("latency: 0.1 %", "category: 0.1 %", "energy: 0.1 %", "call: 1 %")) {
      edit("baselines/team.yaml", metric, metric.replaceFirst(" .*", " 20 %"));
    }
    assertThat(run("check").exitCode()).isEqualTo(ExitCode.OK);
  }

  /** The phone's file gets a comment, and with it another checksum; nothing moves. */
  @Test
  void aBaselineThatHoldsButIsStaleIsSaidToBeInALine() throws IOException {
    run("record");
    edit("devices/vivo-x300.yaml", "mopa_interval:\n", "mopa_interval: # a remark\n");
    Path out = folder.resolve("out");
    Ran stale = run("check", "--out", out.toString());
    assertThat(stale.exitCode()).isEqualTo(ExitCode.OK);
    String line =
        "recorded when ../devices/vivo-x300.yaml was different; tilewise baseline accept renews the"
            + " record";
    assertThat(stale.out()).containsPattern("within tolerance\n  " + Pattern.quote(line) + "\nAll");
    assertThat(out.resolve("baseline.md")).content().contains("within tolerance; recorded when");
    edit("kernels/xnnpack-2025.yaml", "kernels:\n", "kernels: # another\n");
    assertThat(run("check").out())
        .contains("  recorded when ../devices/vivo-x300.yaml and 1 other were different; ");
    run("accept", "--reason", "remarks");
    assertThat(run("check").out()).doesNotContain("recorded when");
  }

  @Test
  void recordDoesNotReplaceAndAcceptNeedsAReason() throws IOException {
    run("record");
    String before = Files.readString(baseline);
    assertThat(run("record").err()).contains("there is a baseline", "tilewise baseline accept");
    assertThat(run("accept").err()).contains("Missing required option: '--reason=TEXT'");
    assertThat(run("accept", "--reason", " ").err()).contains("--reason is blank");
    assertThat(run("accept", "--reason", "a\nb").exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(baseline).content().isEqualTo(before);
  }

  @Test
  void whatIsMissingOrWrongIsSaid() throws IOException {
    assertThat(run("check"))
        .returns(ExitCode.WRONG_INPUT, Ran::exitCode)
        .satisfies(ran -> assertThat(ran.err()).contains("there is no baseline " + baseline));
    run("record");
    edit("baselines/team.yaml", "latency: 0.1 %", "latency: 0.1 ms");
    assertThat(run("check"))
        .returns(ExitCode.WRONG_INPUT, Ran::exitCode)
        .satisfies(
            ran ->
                assertThat(ran.err()).contains("team.yaml:6:12: tolerances.latency: ", "0.1 ms"));
    assertThat(run("check", experiment.toString()).err()).contains("name each of them once");
  }

  /** The one that is there is compared all the same, and moves. */
  @Test
  void anExperimentWithoutABaselineIsReportedAndTheOthersAreChecked() throws IOException {
    Path kept = folder.resolve("kept");
    run("record", "--baselines", kept.toString());
    Path other = folder.resolve("experiments/another.yaml");
    Files.writeString(other, EXPERIMENT);
    edit(
        "devices/vivo-x300.yaml",
        "mopa_interval:\n      value: 2 cycles",
        "mopa_interval:\n      value: 1 cycles");
    Path out = folder.resolve("out");
    Ran ran =
        run("check", other.toString(), "--baselines", kept.toString(), "--out", out.toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(ran.err())
        .isEqualTo(
            "tilewise: there is no baseline "
                + kept.resolve("another.yaml")
                + "; tilewise baseline record "
                + other
                + " --baselines "
                + kept
                + " makes it\n");
    assertThat(ran.out())
        .containsPattern("team: \\d+ of \\d+ figures moved\n")
        .contains("another: there is no baseline, so nothing was compared; ")
        .contains("Baselines that do not hold: team. ")
        .contains("Experiments without a baseline: another.");
    assertThat(out.resolve("junit.xml"))
        .content()
        .containsPattern("<testsuites [^>]*failures=\"[1-9]\\d*\" errors=\"1\"")
        .containsPattern(
            "<testsuite name=\"another\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">"
                + "\\s*<testcase classname=\"baseline.another\" name=\"baseline\">"
                + "\\s*<error message=\"another: there is no baseline");
    assertThat(out.resolve("baseline.md")).content().contains("- another: there is no baseline");
    JsonNode found = new ObjectMapper().readTree(out.resolve("baseline.json").toFile());
    assertThat(OutputSchemaTest.schema("baseline-check").validate(found)).isEmpty();
    assertThat(found.at("/missing")).extracting(JsonNode::asText).containsExactly("another");
  }

  /** None of them is offered a baseline, which it could not have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "experiments/nope.yaml | there is no such file",
        "experiments | this is no file",
        "experiments/30-sweep-bandwidth.yaml | this is no experiment, by the schema",
        "devices/vivo-x300.yaml | this is no experiment, by the schema"
      })
  void whatIsNoExperimentIsRefused(String file, String message) {
    for (String command : List.of("check", "record", "accept --reason x")) {
      List<String> args = new ArrayList<>(List.of("baseline"));
      args.addAll(List.of(command.split(" ", -1)));
      args.add(folder.resolve(file).toString());
      Ran refused = Ran.with(FileKinds.all(), args.toArray(String[]::new));
      assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
      assertThat(refused.err())
          .startsWith("tilewise: " + folder.resolve(file) + ": " + message)
          .hasLineCount(1);
    }
  }

  /** As a shell names them that was asked for all files. */
  @Test
  void studiesAmongExperimentsAreLeftOutAndThatIsSaid() {
    Path sweep = folder.resolve("experiments/30-sweep-bandwidth.yaml");
    Ran recorded = run("record", sweep.toString());
    assertThat(recorded)
        .isEqualTo(
            new Ran(
                0,
                "Recorded " + baseline + "\n",
                "Left out, as they are no experiments by the schema that they name: "
                    + sweep
                    + "\n"));
  }

  @Test
  void acceptRecordsWhatHasNoBaselineYet() {
    Path elsewhere = folder.resolve("elsewhere");
    assertThat(run("accept", "--reason", "new", "--baselines", elsewhere.toString()).exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(elsewhere.resolve("team.yaml")).content().contains("- reason: new");
  }

  /** What another process does between reading and writing. */
  @Test
  void whatWasRecordedMeanwhileIsNotOverwritten() throws IOException {
    run("record");
    BaselineFile recorded = Baseline.read(baseline).value();
    String before = Sha256.of(baseline);
    BaselineFile mine = Baseline.accepted(recorded, recorded, "mine");
    assertThat(BaselineFiles.replace(baseline, Optional.empty(), mine)).isFalse();
    assertThat(Sha256.of(baseline)).isEqualTo(before);
    assertThat(BaselineFiles.replace(baseline, Optional.of(before), mine)).isTrue();
    String after = Sha256.of(baseline);
    BaselineFile other = Baseline.accepted(recorded, recorded, "other");
    assertThat(BaselineFiles.replace(baseline, Optional.of(before), other)).isFalse();
    assertThat(Sha256.of(baseline)).isEqualTo(after);
    try (Stream<Path> left = Files.list(baseline.getParent())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.endsWith(".yaml"));
    }
  }

  @Test
  void theCommandAloneShowsItsCommands() {
    assertThat(Ran.with(FileKinds.all(), "baseline").out()).contains("record", "check", "accept");
  }
}
