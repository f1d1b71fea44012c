package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.result.ResultFile;
import io.tilewise.report.TerminalReport;

/** {@code result.json}, and the report that is drawn from it. */
class ResultFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(
        () ->
            Reading.unlessRefused(() -> ResultFile.read(Reading.text(bytes)))
                .ifPresent(TerminalReport::of));
  }
}
