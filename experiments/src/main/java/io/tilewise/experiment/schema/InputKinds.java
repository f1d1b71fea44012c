package io.tilewise.experiment.schema;

import io.tilewise.config.FileKind;
import io.tilewise.config.FileKindProvider;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.KernelsFile;
import io.tilewise.cpu.file.RuntimeFile;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.experiment.calibration.CalibrationFile;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.measured.MeasurementFile;
import io.tilewise.experiment.sensitivity.SensitivityFile;
import io.tilewise.experiment.solve.SolveFile;
import io.tilewise.experiment.sweep.SweepFile;
import io.tilewise.experiment.validation.ValidationFile;
import io.tilewise.workload.file.Workloads;
import java.util.List;

/** The kinds of files that users write: the one place where they are registered. */
public final class InputKinds implements FileKindProvider {

  /** All of them, in the order of the way through Tilewise. */
  @Override
  public List<FileKind<?>> kinds() {
    return List.of(
        ExperimentFile.KIND,
        Workloads.KIND,
        DeviceFile.KIND,
        RuntimeFile.KIND,
        KernelsFile.KIND,
        SweepFile.KIND,
        SensitivityFile.KIND,
        SolveFile.KIND,
        ValidationFile.KIND,
        CalibrationFile.KIND,
        MeasurementFile.KIND,
        BaselineFile.KIND);
  }
}
