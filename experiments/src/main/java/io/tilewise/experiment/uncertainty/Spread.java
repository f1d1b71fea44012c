package io.tilewise.experiment.uncertainty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * What the draws make of one predicted number.
 *
 * @param low 5th percentile
 * @param high 95th percentile
 * @param dominant the parameters it follows most, the strongest first
 */
public record Spread(double low, double high, List<Influence> dominant) {
  private static final int MOST_NAMED = 3;

  /** Correlations below this come about by chance in a hundred draws. */
  private static final double LEAST_NAMED = 0.25;

  /**
   * How a number follows a parameter.
   *
   * @param path the parameter
   * @param correlation of its draws, as probabilities, with the number, from -1 to 1; its square is
   *     about the share of the number's variance
   */
  public record Influence(String path, double correlation) {}

  /** Copies the list. */
  public Spread {
    dominant = List.copyOf(dominant);
  }

  /**
   * The spread of a number.
   *
   * @param predicted the number in each draw, at least two
   */
  public static Spread of(Draws draws, double[] predicted) {
    Percentile percentile = new Percentile();
    percentile.setData(predicted);
    return new Spread(percentile.evaluate(5), percentile.evaluate(95), dominant(draws, predicted));
  }

  private static List<Influence> dominant(Draws draws, double[] predicted) {
    List<Influence> influences = new ArrayList<>();
    for (int p = 0; p < draws.paths().size(); p++) {
      double correlation = new PearsonsCorrelation().correlation(draws.probabilities(p), predicted);
      // Not a number if the prediction or the parameter does not vary at all.
      if (Math.abs(correlation) >= LEAST_NAMED) {
        influences.add(new Influence(draws.paths().get(p), correlation));
      }
    }
    influences.sort(
        Comparator.comparingDouble((Influence i) -> -Math.abs(i.correlation()))
            .thenComparing(Influence::path));
    return influences.subList(0, Math.min(MOST_NAMED, influences.size()));
  }
}
