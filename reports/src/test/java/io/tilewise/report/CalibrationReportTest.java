package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.calibration.CalibrationResult;
import io.tilewise.experiment.calibration.FittedParameter;
import io.tilewise.experiment.calibration.Residual;
import io.tilewise.experiment.result.InputFile;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationReportTest {

  @TempDir Path folder;

  private static CalibrationResult result() {
    return new CalibrationResult(
        CalibrationResult.SCHEMA,
        "0.1.0",
        List.of(new InputFile("calibrate.yaml", "ab".repeat(32))),
        "calibrate",
        "A phone's clocks",
        List.of(
            new FittedParameter("core.clock", 3.5, "GHz", 0.07, 3.39, 3.62, 1, 5, 4, false, true),
            new FittedParameter("share", 1, "%", 4000, 1, 100, 1, 100, 50, true, false)),
        List.of(List.of(1.0, -0.95), List.of(-0.95, 1.0)),
        List.of("latency"),
        List.of(List.of(0.5), List.of(-1.5)),
        OptionalDouble.of(123.4),
        1.5,
        List.of(0.25, 7.0),
        List.of(
            new Residual("fast", 300, 303, 1, OptionalDouble.of(2.5), 0.6),
            new Residual("FP32 of all cores", 20, 20, 0, OptionalDouble.empty(), 1)));
  }

  @Test
  void theTerminalShowsParametersCorrelationsAndFigures() {
    assertThat(CalibrationReport.terminal(result()))
        .isEqualTo(
            """
            A phone's clocks

            Fitted parameters
            parameter   value  unit  std. error  90 % low  90 % high   prior  at bound  identified
            --------------------------------------------------------------------------------------
            core.clock  3.500  GHz        2.0 %     3.390      3.620   4.000            yes
            share       1.000  %       > 1000 %     1.000    100.000  50.000  lower     no

            Correlations above 0.9
            parameter   with   correlation
            ------------------------------
            core.clock  share       -0.950

            Figures
            figure             target  fitted   error  if left out  leverage
            ----------------------------------------------------------------
            fast                300.0   303.0  +1.0 %       +2.5 %      0.60
            FP32 of all cores    20.0    20.0   0.0 %            -      1.00
            Target: what was published, or what the device file states. If left out: the error that a fit without this figure
            would have, from the linearised fit. Leverage: how far a figure determines its own fit, from 0 to 1.

            Cost by start, the best first
            start    cost
            -------------
            1      0.2500
            2      7.0000

            2 parameters fitted to 2 figures, with a root mean square error of 1.50 %.
            The condition of the problem is 123; far above 100 means that combinations of parameters cannot be told apart.
            The figures do not identify: share.
            At a bound, so their errors mean little: share.
            """);
  }

  @Test
  void everythingIsWritten() {
    List<Path> files = CalibrationFiles.write(result(), folder);
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("calibration.json", "fitted.yaml", "calibration.md");
    assertThat(files.get(0)).content().contains("\"leave_one_out_percent\" : 2.5");
    assertThat(files.get(1)).content().contains("core.clock:\n  value: 3.5", "status: calibrated");
    assertThat(files.get(2)).content().contains("| core.clock |", "calibrate.yaml");
  }
}
