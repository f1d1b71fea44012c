package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdict of {@code residuals}, on a profile that was exported and then made slower. */
final class ResidualsCommandTest {
  private static final String WORKLOAD = "experiments/12-threads.yaml";

  @TempDir private Path folder;
  private Path run;
  private Path profile;

  @BeforeEach
  void aRunAndItsProfile() {
    run = folder.resolve("run");
    profile = folder.resolve("m_exec_all_runs_timeline.csv");
    String experiment = Configs.FOLDER.resolve(WORKLOAD).toString();
    fine("run", experiment, "--set", "workload.image_size=256", "--out", run.toString());
    fine("trace", run.toString(), "--format", "etdump-csv", "--out", profile.toString());
  }

  private static void fine(String... command) {
    Ran ran = Ran.with(FileKinds.all(), command);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
  }

  private Ran residuals(String... options) {
    List<String> command =
        new ArrayList<>(List.of("residuals", run.toString(), "--measured", profile.toString()));
    command.addAll(List.of(options));
    return Ran.with(FileKinds.all(), command.toArray(String[]::new));
  }

  /** Changes all durations of the profile, which are followed by four columns without commas. */
  private void measure(DoubleUnaryOperator time) throws IOException {
    Pattern duration = Pattern.compile("[^,\n]+(?=(,[^,\n]*){4}$)", Pattern.MULTILINE);
    String text = Files.readString(profile);
    String header = text.substring(0, text.indexOf('\n') + 1);
    assertThat(header).endsWith(",duration_ms,pct_total,node_id,run_index,block\n");
    Files.writeString(
        profile,
        header
            + duration
                .matcher(text.substring(header.length()))
                .replaceAll(
                    found -> {
                      double changed = time.applyAsDouble(Double.parseDouble(found.group()));
                      return String.format(Locale.ROOT, "%.9f", changed);
                    }));
  }

  @Test
  void aRunThatIsTwiceAsFastAsMeasuredIsHalfOff() throws IOException {
    measure(time -> 2 * time);
    // Simulated 1, measured 2: (1 - 2) / 2 = -50 %.
    Ran tight = residuals("--tolerance", "49");
    assertThat(tight.err()).isEmpty();
    assertThat(tight.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(tight.out()).contains("-50.0 %", "\nBeyond the tolerance of 49 % end to end.\n");
    Ran loose = residuals("--tolerance", "51");
    assertThat(loose.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(loose.out()).contains("\nWithin the tolerance of 51 % end to end.\n");
  }

  @Test
  void aRunThatIsSlowerIsOffAsMuch() throws IOException {
    measure(time -> time / 2);
    assertThat(residuals("--tolerance", "99").exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(residuals("--tolerance", "101").exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void withoutToleranceNothingIsJudged() throws IOException {
    measure(time -> 2 * time);
    Path out = folder.resolve("out");
    Ran ran = residuals("--out", out.toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ran.out()).doesNotContain("tolerance");
    assertThat(out.resolve("junit.xml")).doesNotExist();
  }

  @Test
  void buildServersGetTheVerdict() throws IOException {
    measure(time -> 2 * time);
    Path out = folder.resolve("out");
    assertThat(residuals("--tolerance", "10", "--out", out.toString()).out())
        .endsWith("residuals.csv, chart, junit.xml\n");
    assertThat(out.resolve("junit.xml"))
        .content()
        .contains(
            "<testsuites name=\"tilewise residuals\" tests=\"1\" failures=\"1\"",
            "message=\"Beyond the tolerance of 10 % end to end.\"");
    residuals("--tolerance", "60", "--out", out.toString());
    assertThat(out.resolve("junit.xml")).content().contains("failures=\"0\"");
  }

  @Test
  void aToleranceBelowZeroIsRefused() {
    Ran ran = residuals("--tolerance", "-1");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(ran.err()).contains("--tolerance must be 0 % or more, not -1.0");
  }
}
