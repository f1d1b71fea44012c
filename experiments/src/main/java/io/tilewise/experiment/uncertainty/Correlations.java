package io.tilewise.experiment.uncertainty;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Correlations between parameters.
 *
 * @param paths the parameters
 * @param matrix their correlations, row by row in the same order; symmetric, with 1 on the diagonal
 */
public record Correlations(List<String> paths, List<List<Double>> matrix) {

  /** None: all parameters are independent. */
  public static final Correlations NONE = new Correlations(List.of(), List.of());

  /** Copies the lists. */
  public Correlations {
    paths = List.copyOf(paths);
    matrix = matrix.stream().map(List::copyOf).toList();
  }

  /**
   * A matrix A with {@code A A^T} the correlations of some parameters, so that A times independent
   * standard normal numbers has them. Parameters that are not among {@link #paths} are independent.
   * Of a matrix that is not quite positive, as numbers were rounded, the nearest part is taken.
   */
  RealMatrix root(List<String> parameters) {
    RealMatrix all = MatrixUtils.createRealIdentityMatrix(parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      for (int j = 0; j < parameters.size(); j++) {
        int row = paths.indexOf(parameters.get(i));
        int column = paths.indexOf(parameters.get(j));
        if (row >= 0 && column >= 0) {
          all.setEntry(i, j, matrix.get(row).get(column));
        }
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(all);
    RealMatrix root = new Array2DRowRealMatrix(parameters.size(), parameters.size());
    for (int k = 0; k < parameters.size(); k++) {
      double scale = Math.sqrt(Math.max(0, eigen.getRealEigenvalue(k)));
      root.setColumnVector(k, eigen.getEigenvector(k).mapMultiply(scale));
    }
    return root;
  }
}
