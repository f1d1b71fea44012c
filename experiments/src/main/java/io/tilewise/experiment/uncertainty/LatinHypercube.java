package io.tilewise.experiment.uncertainty;

import java.util.SplittableRandom;

/**
 * Latin hypercube draws: for every parameter, one draw in each of as many equally likely slices as
 * there are draws. Fewer draws than independent ones give the same accuracy. The same seed gives
 * the same draws.
 *
 * <p>Source: McKay, Beckman, Conover, Technometrics 21 (1979) 239.
 */
public final class LatinHypercube {
  private final double[][] probabilities;

  /**
   * Draws.
   *
   * @param draws how many
   * @param parameters of how many parameters
   * @param seed of the random numbers
   */
  public LatinHypercube(int draws, int parameters, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    probabilities = new double[draws][parameters];
    for (int p = 0; p < parameters; p++) {
      int[] slices = shuffled(draws, random);
      for (int d = 0; d < draws; d++) {
        probabilities[d][p] = (slices[d] + random.nextDouble()) / draws;
      }
    }
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The probability, between 0 and 1, of a parameter's value in a draw. */
  public double probability(int draw, int parameter) {
    return probabilities[draw][parameter];
  }
}
