package io.tilewise.cli;

import io.tilewise.config.FileKind;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.KernelsFile;
import io.tilewise.cpu.file.RuntimeFile;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.experiment.calibration.CalibrationFile;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.measured.MeasurementFile;
import io.tilewise.experiment.schema.OutputSchema;
import io.tilewise.experiment.sensitivity.SensitivityFile;
import io.tilewise.experiment.solve.SolveFile;
import io.tilewise.experiment.sweep.SweepFile;
import io.tilewise.experiment.validation.ValidationFile;
import io.tilewise.workload.file.Workloads;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of files that users write: the one place where they are registered. */
final class FileKinds {

  private FileKinds() {}

  /** All of them, in the order of the way through Tilewise. */
  static List<FileKind<?>> all() {
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

  /** Their names, for shells that complete a command line. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              all().stream().<String>map(FileKind::name),
              OutputSchema.all().stream().map(OutputSchema::name))
          .iterator();
    }
  }
}
