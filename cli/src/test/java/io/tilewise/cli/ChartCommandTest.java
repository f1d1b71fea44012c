package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.report.ChartFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chart} and {@code report} on the saved result of a matrix product. */
final class ChartCommandTest {
  private static final String EXPERIMENT =
      """
      title: A matrix product
      workload: ../workloads/gemm.yaml
      device: ../devices/vivo-x300.yaml
      runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
      scenarios:
        - name: neon
          set: {runtime.instruction_sets: [neon]}
        - name: sme2
      """;

  @TempDir private Path folder;
  private Path saved;

  @BeforeEach
  void run() throws IOException {
    Configs.copyTo(folder);
    Path experiment = Files.writeString(folder.resolve("experiments/test.yaml"), EXPERIMENT);
    saved = folder.resolve("saved");
    Ran ran = ran("run", experiment.toString(), "--out", saved.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
  }

  private static Ran ran(String... args) {
    return Ran.with(FileKinds.all(), args);
  }

  /** Those of validations, and those that need draws, several budgets, or series over time. */
  private static final Set<String> NEED_MORE =
      Set.of(
          ChartFiles.VALIDATION,
          "tornado",
          "energy-latency",
          "latency-budget",
          "power",
          "clocks",
          "temperatures");

  @Test
  void everyKindOfARunIsDrawnInEveryFormat() throws IOException {
    Path out = folder.resolve("charts");
    for (String kind : ChartFiles.kinds().keySet()) {
      if (!NEED_MORE.contains(kind)) {
        Ran ran =
            ran(
                "chart",
                saved.toString(),
                "--kind",
                kind,
                "--format",
                "svg,png,pdf",
                "--out",
                out.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(ran.out().lines().count() % 3).as(kind).isZero();
        for (String line : ran.out().lines().toList()) {
          assertThat(Path.of(line.replace("Written to ", ""))).isNotEmptyFile();
        }
      }
    }
    assertThat(out.resolve("waterfall-sme2.pdf")).exists();
    assertThat(Files.readString(out.resolve("roofline-sme2.svg"))).startsWith("<?xml");
  }

  @Test
  void withoutKindItListsThem() {
    Ran ran = ran("chart", saved.toString());
    assertThat(ran.out()).contains("waterfall: ", "validation: predicted against published");
  }

  @Test
  void aKindThatAResultLacksIsSaid() {
    Ran ran = ran("chart", saved.toString(), "--kind", "tornado", "--out", folder.toString());
    assertThat(ran.out()).isEqualTo("tornado: this result has nothing to draw of this kind\n");
  }

  @Test
  void anUnknownKindOrFormatIsRefused() {
    assertThat(ran("chart", saved.toString(), "--kind", "waterfal").err())
        .startsWith("tilewise: there is no chart of the kind \"waterfal\"")
        .contains("waterfall");
    Ran format = ran("chart", saved.toString(), "--kind", "latency", "--format", "gif");
    assertThat(format.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(format.err()).contains("gif", "SVG, PNG, PDF");
  }

  @Test
  void whatIsNoResultIsRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"schema\": \"x\"}");
    Ran ran = ran("report", other.toString(), "--out", folder.resolve("new").toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(ran.err()).contains("other.json: its schema is x");
    assertThat(folder.resolve("new")).doesNotExist();
    assertThat(ran("report", folder.resolve("none").toString()).err()).contains("none: no such");
    assertThat(ran("report", saved.toString(), "--validation", other.toString()).err())
        .contains("its schema is x, this version reads tilewise.validation/1");
  }

  @Test
  void theReportDrawnAgainHasTheSameBytes() throws IOException {
    Path again = folder.resolve("again");
    Ran ran = ran("report", saved.toString(), "--out", again.toString());
    assertThat(ran.out()).isEqualTo("Written to " + again.resolve("report.html") + "\n");
    assertThat(again.resolve("report.html")).hasSameBinaryContentAs(saved.resolve("report.html"));
  }
}
