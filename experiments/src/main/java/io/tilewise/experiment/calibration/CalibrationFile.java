package io.tilewise.experiment.calibration;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.FileKind;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.Quantity;
import io.tilewise.config.QuantityOf;
import java.util.List;
import java.util.Optional;

/** A calibration file: which parameters are free, and which figures they are fitted to. */
@Description("Which parameters are fitted to which published figures.")
public record CalibrationFile(
    @Description("What is calibrated, for headings.") String title,
    @Description("The validation file with the figures, relative to this one.") String validation,
    @Description(
            "Ids of the cases to fit to, none of which may be held out; all cases with the role"
                + " calibration if left out.")
        @Default("[]")
        List<String> cases,
    @Description(
            "Names of figures that the device file states, to fit to besides the cases, each with"
                + " the tolerance that it has there.")
        @Default("[]")
        List<String> stated,
    @Description("Points to start from: the priors, then random ones within the bounds.")
        @Bounds(atLeast = "1", atMost = "100")
        @Default("4")
        int starts,
    @Description("Seed of the random points.") @Default("1") long seed,
    @Description("The free parameters.") @NonEmpty List<FreeParameterBlock> parameters) {

  /** The kind of file. */
  public static final FileKind<CalibrationFile> KIND =
      FileKind.of(
          "calibration",
          CalibrationFile.class,
          "Which parameters are fitted to which figures",
          "is run with tilewise calibrate");

  /** One free parameter. */
  public record FreeParameterBlock(
      @Description("The keys that lead to it in the device file.") String path,
      @Description("Smallest value, with its unit.") String lower,
      @Description("Largest value, with its unit.") String upper,
      @Description("Value expected before looking at the figures, with its unit.") String prior,
      @Description(
              "Standard deviation of that expectation, relative to it; without it the prior is only"
                  + " where the search starts.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "1 %", atMost = "1000 %")
          Optional<Quantity> spread,
      @Description("Why these.") String reason) {}
}
