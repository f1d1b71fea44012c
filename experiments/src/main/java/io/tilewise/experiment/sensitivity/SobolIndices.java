package io.tilewise.experiment.sensitivity;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Variance-based sensitivity indices from a {@link SaltelliDesign}. With V the variance of f,
 *
 * <pre>
 * first order  S_i  = mean(f(B) (f(AB_i) - f(A))) / V      (Saltelli et al. 2010, table 2, b)
 * total order  ST_i = mean((f(A) - f(AB_i))^2) / (2 V)     (Jansen 1999)
 * </pre>
 *
 * where f is taken less its mean, which changes neither and makes the first less noisy. S_i is the
 * share of the variance that is gone if variable i alone is known, ST_i the share that is left if
 * all others are. Confidence intervals are the 2.5th and 97.5th percentile over samples drawn from
 * the rows with replacement (Archer, Saltelli, Sobol, J. Stat. Comput. Simul. 58 (1997) 99).
 */
final class SobolIndices {

  /** An index with its 95 % confidence interval. */
  record Index(double value, double low, double high) {}

  private final double[] a;
  private final double[] b;
  private final double[][] ab;

  /**
   * Indices of a function.
   *
   * @param values its values at the points of the design, in their order
   * @param samples rows of the design
   */
  SobolIndices(double[] values, int samples) {
    double mean = Arrays.stream(values, 0, 2 * samples).sum() / (2 * samples);
    double[] centred = Arrays.stream(values).map(value -> value - mean).toArray();
    a = Arrays.copyOfRange(centred, 0, samples);
    b = Arrays.copyOfRange(centred, samples, 2 * samples);
    ab = new double[values.length / samples - 2][];
    for (int i = 0; i < ab.length; i++) {
      ab[i] = Arrays.copyOfRange(centred, (i + 2) * samples, (i + 3) * samples);
    }
  }

  /** Whether the function varies at all; without that there are no indices. */
  boolean isVarying() {
    return variance(rows()) > 0;
  }

  double first(int variable) {
    return first(variable, rows());
  }

  double total(int variable) {
    return total(variable, rows());
  }

  /** First order indices with their confidence intervals, by variable; then total order ones. */
  Index[][] withIntervals(int resamples, long seed) {
    double[][][] drawn = new double[2][ab.length][resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < resamples; r++) {
      int[] rows = random.ints(a.length, 0, a.length).toArray();
      for (int i = 0; i < ab.length; i++) {
        drawn[0][i][r] = first(i, rows);
        drawn[1][i][r] = total(i, rows);
      }
    }
    Index[][] indices = new Index[2][ab.length];
    for (int i = 0; i < ab.length; i++) {
      indices[0][i] = index(first(i), drawn[0][i]);
      indices[1][i] = index(total(i), drawn[1][i]);
    }
    return indices;
  }

  private static Index index(double value, double[] drawn) {
    Percentile percentile = new Percentile();
    percentile.setData(drawn);
    return new Index(value, percentile.evaluate(2.5), percentile.evaluate(97.5));
  }

  private int[] rows() {
    int[] rows = new int[a.length];
    Arrays.setAll(rows, row -> row);
    return rows;
  }

  private double variance(int[] rows) {
    double sum = 0;
    double squares = 0;
    for (int row : rows) {
      sum += a[row] + b[row];
      squares += a[row] * a[row] + b[row] * b[row];
    }
    double mean = sum / (2 * rows.length);
    return squares / (2 * rows.length) - mean * mean;
  }

  private double first(int variable, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += b[row] * (ab[variable][row] - a[row]);
    }
    return sum / rows.length / variance(rows);
  }

  private double total(int variable, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      double difference = a[row] - ab[variable][row];
      sum += difference * difference;
    }
    return sum / (2 * rows.length) / variance(rows);
  }
}
