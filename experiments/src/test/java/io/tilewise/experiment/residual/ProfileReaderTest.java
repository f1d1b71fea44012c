package io.tilewise.experiment.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {
  private static final String HEADER =
      "model_id,name,type,delegate_backend,start_us,end_us,duration_ms,pct_total,node_id,run_index,"
          + "block\n";

  private static String row(String name, String durationMs, String node, String run) {
    return "m,\""
        + name
        + "\",\""
        + name
        + "\",delegated,0,0,"
        + durationMs
        + ",1,"
        + node
        + ","
        + run
        + ",Execute\n";
  }

  private static final String EXECUTE = row("Method::execute", "3", "9", "0");

  private static String recorded(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            ProfileReaderTest.class.getResourceAsStream("/executorch-profile/" + name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Certified: see {@code executorch-profile/README.md}. */
  @Test
  void realProfilesAreRead() throws IOException {
    Profile all =
        ProfileReader.read(recorded("tiny_v1.2.0_core_int8pt_exec_all_runs_timeline.csv"));
    assertThat(all.model()).isEqualTo("tiny_v1.2.0_core_int8pt");
    assertThat(all.kernels()).hasSize(242);
    assertThat(all.kernels().get(0).name()).isEqualTo("native_call_full.out");
    assertThat(all.kernels().get(0).durationsMs()).containsExactly(0.003617, 0.000174, 4.4e-05);
    assertThat(all.executeMs()).hasSize(3);
    // The mean of Method::execute in tiny_v1.2.0_core_int8pt_exec_ops_stats.csv.
    assertThat(all.executeMs().stream().mapToDouble(x -> x).average().orElseThrow())
        .isCloseTo(0.5613296666666666, within(1e-12));
    Profile first = ProfileReader.read(recorded("tiny_v1.2.0_core_int8pt_exec_run0_timeline.csv"));
    assertThat(first.kernels()).hasSize(242);
    assertThat(first.executeMs()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "duration_ms | -1   | is not a duration: it must be finite and 0 or more",
        "duration_ms | NaN  | is not a duration",
        "duration_ms | fast | is not a number of milliseconds",
        "duration_ms | ''   | is not a number of milliseconds",
      })
  void badDurationsAreRefusedWithTheirPlace(String column, String value, String message) {
    assertThatThrownBy(() -> ProfileReader.read(HEADER + EXECUTE + row("a", value, "0", "0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 3: column 7, " + column + ": \"" + value + "\" ")
        .hasMessageContaining(message);
  }

  /** Found by fuzzing: Jackson throws these from an iterator, wrapped. */
  @Test
  void whatIsNoCsvIsRefusedWithItsLine() {
    assertMessage("\"model_id", "line 1: this is no CSV: Missing closing quote for value");
    assertMessage(HEADER + "m,\"a\" b,c\n", "line 2: this is no CSV: Unexpected character");
  }

  @Test
  void whatIsMissingOrTwiceIsRefused() {
    assertMessage("", "line 1: the file is empty");
    assertMessage("model_id,type\n", "line 1: column 2 is \"type\", but must be \"name\"");
    assertMessage("model_id\n", "line 1: column 2 is missing, but must be \"name\"");
    assertMessage(
        HEADER.strip() + ",more\n", "line 1: column 12 is \"more\", but there are only 11");
    assertMessage(HEADER + "m,a\n", "line 2: 2 cells, but there are 11 columns");
    assertMessage(HEADER, "there is no row with the name Method::execute");
    assertMessage(
        HEADER + row("a", "1", "0", "0"), "there is no row with the name Method::execute");
    assertMessage(HEADER + EXECUTE, "there are no kernels in the block Execute");
    assertMessage(HEADER + EXECUTE + EXECUTE, "line 3: run 0 has a second Method::execute");
    assertMessage(
        HEADER + EXECUTE + row("a", "1", "0", "0") + row("a", "1", "0", "0"),
        "line 4: event 0 is there a second time for run 0");
    assertMessage(
        HEADER + EXECUTE + row("a", "1", "0", "1"),
        "line 3: event 0 is there for the runs [1], but Method::execute for [0]");
    assertMessage(
        HEADER + EXECUTE + row("a", "1", "x", "0"),
        "line 3: column 9, node_id: \"x\" is not a whole number, such as 3");
    assertMessage(
        HEADER + EXECUTE.replace("Execute\n", "Run\n"),
        "line 2: column 11, block: \"Run\" is not one of Default, Execute");
  }

  private static void assertMessage(String text, String message) {
    assertThatThrownBy(() -> ProfileReader.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void operatorAndDelegateCallsAreLeftOut() {
    Profile profile =
        ProfileReader.read(
            HEADER
                + row("a", "1", "0", "0")
                + row("OPERATOR_CALL", "1.5", "1", "0")
                + row("DELEGATE_CALL", "1.5", "2", "0")
                + row("Method::init", "9", "3", "0").replace("Execute", "Default")
                + EXECUTE);
    assertThat(profile.kernels()).extracting(Profile.Kernel::name).containsExactly("a");
    assertThat(profile.executeMs()).containsExactly(3.0);
  }
}
