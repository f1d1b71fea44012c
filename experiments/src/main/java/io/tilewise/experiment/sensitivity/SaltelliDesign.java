package io.tilewise.experiment.sensitivity;

import java.util.SplittableRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Points of the unit cube from which first and total order indices are estimated: two independent
 * samples A and B of N rows, and for every variable i a sample AB_i that is A with column i from B.
 * Rows come from a Sobol sequence in twice as many dimensions as there are variables, shifted at
 * random around the cube, which a seed chooses.
 *
 * <p>Source: Saltelli et al., Comput. Phys. Commun. 181 (2010) 259; the shift: Cranley and
 * Patterson, SIAM J. Numer. Anal. 13 (1976) 904.
 */
final class SaltelliDesign {
  private final double[][] rows;
  private final double[] shift;
  private final int variables;

  SaltelliDesign(int variables, int samples, long seed) {
    this.variables = variables;
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(2 * variables);
    rows = new double[samples][];
    for (int row = 0; row < samples; row++) {
      rows[row] = sequence.nextVector();
    }
    shift = new SplittableRandom(seed).doubles(2L * variables).toArray();
  }

  /** How many points there are in all: N rows of A, of B, and of each AB_i. */
  int size() {
    return rows.length * (variables + 2);
  }

  /** Coordinate of a point: points of A come first, then those of B, then those of AB_0, ... */
  double coordinate(int point, int variable) {
    int sample = point / rows.length;
    int row = point % rows.length;
    boolean fromB = sample == 1 || sample - 2 == variable;
    int column = fromB ? variables + variable : variable;
    return (rows[row][column] + shift[column]) % 1;
  }
}
