package io.tilewise.experiment.sensitivity;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.FileKind;
import io.tilewise.config.MappingNode;
import io.tilewise.experiment.study.StudyBase;
import java.util.List;
import java.util.Optional;

/** A sensitivity file: a metric of an experiment, and the parameters that it may depend on. */
@Description("Which uncertain parameters a metric depends on.")
public record SensitivityFile(
    @Description("What it asks, for headings.") String title,
    @Description("The experiment file, relative to this one.") String experiment,
    @Description("Names of its scenarios that are wanted, the baseline first; all if left out.")
        @Default("[]")
        List<String> scenarios,
    @Description("Changes to all scenarios, as in an experiment's set.") Optional<MappingNode> set,
    @Description("The metric: a number of a scenario's result, such as latency_ms or speedup.")
        String metric,
    @Description("The scenario; by default the last.") Optional<String> scenario,
    @Description("Paths of parameters with a range; all that have one if left out.") @Default("[]")
        List<String> parameters,
    @Description(
            "Rows of the sample; each costs as many evaluations as there are parameters, and two.")
        @Bounds(atLeast = "16", atMost = "1000000")
        @Default("256")
        int samples,
    @Description("Samples drawn from the sample for the confidence intervals.")
        @Bounds(atLeast = "100", atMost = "100000")
        @Default("500")
        int resamples,
    @Description("Seed of the sample and of the confidence intervals.") @Default("1") long seed) {

  /** The kind of file. */
  public static final FileKind<SensitivityFile> KIND =
      FileKind.of(
          "sensitivity",
          SensitivityFile.class,
          "Which uncertain parameters a metric depends on",
          "is run with tilewise sensitivity");

  /** The experiment. */
  StudyBase base() {
    return new StudyBase(experiment, scenarios, set);
  }
}
