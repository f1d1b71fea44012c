package io.tilewise.experiment.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Where fits start: at the priors, then anywhere within the bounds. */
final class Starts {
  private final List<FreeParameter> parameters;
  private final SplittableRandom random;

  Starts(List<FreeParameter> parameters, long seed) {
    this.parameters = parameters;
    this.random = new SplittableRandom(seed);
  }

  /** Logarithms of the parameters at each start. */
  List<double[]> points(int number) {
    List<double[]> points = new ArrayList<>();
    points.add(parameters.stream().mapToDouble(p -> Math.log(p.prior())).toArray());
    while (points.size() < number) {
      points.add(parameters.stream().mapToDouble(this::anywhere).toArray());
    }
    return points;
  }

  private double anywhere(FreeParameter parameter) {
    double lower = Math.log(parameter.lower());
    return lower + random.nextDouble() * (Math.log(parameter.upper()) - lower);
  }
}
