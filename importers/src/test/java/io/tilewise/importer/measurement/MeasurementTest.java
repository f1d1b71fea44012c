package io.tilewise.importer.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.importer.Fixtures;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.importer.executorch.ExecutorchReader;
import io.tilewise.workload.plan.KernelCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeasurementTest {
  private static final String HEADER =
      "model_id,name,type,delegate_backend,start_us,end_us,duration_ms,pct_total,node_id,"
          + "run_index,block\n";

  @TempDir private Path folder;

  private static Measurement read(String fixture) {
    return Measurement.read(Fixtures.path(fixture), fixture);
  }

  private Measurement csv(String rows) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), rows);
    return Measurement.read(file, "t.csv");
  }

  private static List<KernelCall> calls(String name) {
    Path program = Fixtures.path("executorch/" + name + ".pte");
    return ExecutorchReader.read(program, name, "", Optional.empty()).plan().calls();
  }

  /** Certified: the kit's own reader made the CSV of the same trace. */
  @Test
  void theEtdumpHoldsWhatTheKitReadFromIt() {
    Measurement binary = read("executorch/tiny_v1.2.0_core_int8pt.etdump");
    Measurement csv = read("timeline/tiny_v1.2.0_core_int8pt_exec_all_runs_timeline.csv");
    assertThat(binary.runs()).hasSize(3);
    assertThat(csv.runs()).hasSize(3);
    for (int run = 0; run < 3; run++) {
      List<MeasuredEvent> ours = binary.runs().get(run).operators();
      List<MeasuredEvent> kit = csv.runs().get(run).operators();
      assertThat(ours).hasSameSizeAs(kit);
      for (int i = 0; i < ours.size(); i++) {
        assertThat(ours.get(i).name()).isEqualTo(kit.get(i).name());
        assertThat(ours.get(i).delegated()).isEqualTo(kit.get(i).delegated());
        assertThat(ours.get(i).startMicros()).isCloseTo(kit.get(i).startMicros(), within(1e-6));
        assertThat(ours.get(i).endMicros()).isCloseTo(kit.get(i).endMicros(), within(1e-6));
      }
      assertThat(binary.runs().get(run).latencyMicros())
          .isCloseTo(csv.runs().get(run).latencyMicros(), within(1e-6));
    }
  }

  /** Two independent records of the same program: what it holds, and what was executed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny_v1.1.0_core_fp16",
        "tiny_v1.1.0_core_int8pt",
        "tiny_v1.2.0_core_fp16",
        "tiny_v1.2.0_core_int8pt"
      })
  void theOperatorsMeasuredAreThoseOfTheProgram(String name) {
    Measurement measurement = read("executorch/" + name + ".etdump");
    assertThat(measurement.operators()).hasSameSizeAs(calls(name));
    EventMatch.check(measurement, calls(name));
  }

  @Test
  void eventsOfAnotherNetworkDoNotMatch() {
    Measurement other = read("executorch/tiny_v1.2.0_core_fp16.etdump");
    assertThatThrownBy(() -> EventMatch.check(other, calls("tiny_v1.1.0_core_fp16")))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith(
            "executorch/tiny_v1.2.0_core_fp16.etdump: it measured 179 operators, but the plan has"
                + " 187 calls; operator ");
  }

  /** Worked: medians of 2, 4 and 9, of 1, 2 and 3, and of 10, 12 and 20. */
  @Test
  void timesAreMediansOverTheRuns() throws IOException {
    Measurement measurement =
        csv(
            HEADER
                + "m,Transpose #1,Transpose,delegated,0,2,0,0,0,0,Execute\n"
                + "m,Transpose #1,Transpose,delegated,100,104,0,0,0,1,Execute\n"
                + "m,Transpose #1,Transpose,delegated,200,209,0,0,0,2,Execute\n"
                + "m,native_call_add.out,x,portable,5,6,0,0,1,0,Execute\n"
                + "m,native_call_add.out,x,portable,105,107,0,0,1,1,Execute\n"
                + "m,native_call_add.out,x,portable,210,213,0,0,1,2,Execute\n"
                + "m,Method::execute,x,portable,0,10,0,0,2,0,Execute\n"
                + "m,Method::execute,x,portable,100,112,0,0,2,1,Execute\n"
                + "m,Method::execute,x,portable,200,220,0,0,2,2,Execute\n");
    assertThat(measurement.operators())
        .extracting(MeasuredEvent::type)
        .containsExactly("Transpose", "add.out");
    assertThat(measurement.medianMicros(0)).isEqualTo(4);
    assertThat(measurement.medianMicros(1)).isEqualTo(2);
    assertThat(measurement.medianLatencyMicros()).isEqualTo(12);
  }

  /** The call around a kernel is no operator of its own, but one without kernel inside is. */
  @Test
  void aCallWithoutItsKernelStandsForIt() throws IOException {
    Measurement measurement =
        csv(
            HEADER
                + "m,native_call_add.out,x,portable,1,2,0,0,0,0,Execute\n"
                + "m,OPERATOR_CALL,x,portable,0,3,0,0,1,0,Execute\n"
                + "m,OPERATOR_CALL,x,portable,4,6,0,0,2,0,Execute\n"
                + "m,Method::execute,x,portable,0,10,0,0,3,0,Execute\n");
    assertThat(measurement.operators())
        .extracting(MeasuredEvent::name)
        .containsExactly("native_call_add.out", "OPERATOR_CALL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m,a,a,delegated,x,2,0,0,0,0,Execute | line 2: start_us is \"x\", but must be a time in"
            + " microseconds",
        "m,a,a,delegated,5,2,0,0,0,0,Execute | line 2: it begins at 5.0 us and ends at 2.0 us",
        "m,a,a,delegated,5,NaN,0,0,0,0,Execute | line 2: end_us is \"NaN\", but must be a time in"
            + " microseconds",
        "m,a,a,delegated,1,2,0,0,0,-1,Execute | line 2: run_index is \"-1\", but must be a number"
            + " from 0",
        "m,a,a | line 2: 3 cells, but 11 columns",
        "m,a,a,delegated,1,2,0,0,0,0,Execute | run 0 has no event Method::execute"
      })
  void rowsThatAreWrongAreNamed(String row, String message) {
    assertThatThrownBy(() -> csv(HEADER + row + "\n"))
        .isInstanceOf(ImportException.class)
        .hasMessage("t.csv: " + message);
  }

  @Test
  void anotherFileIsRefused() {
    assertThatThrownBy(() -> csv("a,b\n1,2\n"))
        .hasMessage(
            "t.csv: line 1: this is neither an ETDump nor a timeline CSV: the columns name,"
                + " delegate_backend, start_us, end_us, run_index, block are missing");
    assertThatThrownBy(() -> csv(""))
        .hasMessage("t.csv: the file is empty; a timeline CSV has a header");
    // Found by fuzzing: of two columns of one name the number of columns was wrong.
    assertThatThrownBy(
            () ->
                csv(
                    """
                    name,name,delegate_backend,start_us,end_us,run_index,block
                    a,a,delegated,1,2,0
                    """))
        .hasMessage("t.csv: line 2: 6 cells, but 7 columns");
    assertThatThrownBy(() -> csv(HEADER))
        .hasMessage("t.csv: no inference was measured; there is no event Method::execute");
  }

  /** Found by fuzzing: Jackson takes some first bytes for other encodings and gives up on them. */
  @ParameterizedTest
  @ValueSource(strings = {"ac", "6e616d652cff", "0000feff00000041", "0000410000004200", "f1"})
  void whatIsNoTextIsRefused(String bytes) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.write(file, HexFormat.of().parseHex(bytes));
    assertThatThrownBy(() -> Measurement.read(file, "t.csv"))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith("t.csv: ");
    assertThatThrownBy(() -> Measurement.read(HexFormat.of().parseHex(bytes), "t.csv"))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith("t.csv: ");
  }
}
