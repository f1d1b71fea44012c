package io.tilewise.experiment.measured;

import io.tilewise.config.Description;
import io.tilewise.config.FileKind;
import java.util.Optional;

/** What a measurement file says: a trace, and in which scenario of an experiment it was made. */
@Description("A trace of inferences, and the scenario that they were measured in.")
public record MeasurementFile(
    @Description("What was measured, in a sentence.") Optional<String> description,
    @Description(
            "The trace: an ETDump, or a timeline CSV as the Arm profiling kit writes it, relative to"
                + " this file.")
        String trace,
    @Description(
            "The experiment with the network and the devices: where it was measured, and those to"
                + " carry it over to. Relative to this file.")
        String experiment,
    @Description("The scenario that describes how it was measured.") String scenario) {

  /** The kind of file. */
  public static final FileKind<MeasurementFile> KIND =
      FileKind.of(
          "measurement",
          MeasurementFile.class,
          "A trace of inferences, and the scenario that they were measured in.",
          "is run with tilewise replay");
}
