package io.tilewise.experiment.sweep;

/** What came out at a point: the metrics of every scenario, or why it failed. */
public final class PointOutcome {
  private final int point;
  private final String failure;
  private final double[][] values;

  private PointOutcome(int point, String failure, double[][] values) {
    this.point = point;
    this.failure = failure;
    this.values = values;
  }

  /**
   * A point that came out.
   *
   * @param point its number, from 0
   * @param values by scenario, then by metric; not copied
   */
  public static PointOutcome of(int point, double[][] values) {
    return new PointOutcome(point, "", values);
  }

  /**
   * A point that failed.
   *
   * @param reason why, in one line
   */
  public static PointOutcome failed(int point, String reason) {
    return new PointOutcome(point, reason, new double[0][]);
  }

  /** The number of the point, from 0. */
  public int point() {
    return point;
  }

  /** Why it failed; empty if it did not. */
  public String failure() {
    return failure;
  }

  /** A metric of a scenario; not a number if the point failed. */
  public double value(int scenario, int metric) {
    return isFailed() ? Double.NaN : values[scenario][metric];
  }

  /** All metrics of a scenario; there are none if the point failed. */
  public double[] values(int scenario) {
    return values[scenario].clone();
  }

  /** Whether it failed. */
  public boolean isFailed() {
    return !failure.isEmpty();
  }

  /**
   * The outcome as one line without line end: the number, {@code ok} with the values, scenarios
   * divided by {@code |} and metrics by commas, or {@code failed} with the reason. Numbers have all
   * their digits.
   */
  public String line() {
    StringBuilder text = new StringBuilder(64).append(point).append('\t');
    if (isFailed()) {
      return text.append("failed\t").append(failure).toString();
    }
    text.append("ok\t");
    for (int s = 0; s < values.length; s++) {
      text.append(s == 0 ? "" : "|");
      for (int m = 0; m < values[s].length; m++) {
        if (m > 0) {
          text.append(',');
        }
        text.append(values[s][m]);
      }
    }
    return text.toString();
  }

  /**
   * The outcome of a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PointOutcome parse(String line) {
    int first = line.indexOf('\t');
    int second = line.indexOf('\t', first + 1);
    if (first < 0 || second < 0) {
      throw new IllegalArgumentException("no outcome: " + line);
    }
    int point = Integer.parseInt(line.substring(0, first));
    String rest = line.substring(second + 1);
    if (line.startsWith("failed", first + 1)) {
      return failed(point, rest);
    }
    String[] scenarios = rest.split("\\|", -1);
    double[][] values = new double[scenarios.length][];
    for (int s = 0; s < scenarios.length; s++) {
      String[] numbers = scenarios[s].split(",", -1);
      values[s] = new double[numbers.length];
      for (int m = 0; m < numbers.length; m++) {
        values[s][m] = Double.parseDouble(numbers[m]);
      }
    }
    return of(point, values);
  }
}
