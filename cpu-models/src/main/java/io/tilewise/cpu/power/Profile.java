package io.tilewise.cpu.power;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one cycle of a run made the device do: the intervals in which everything was constant. A
 * cycle is an inference, or a frame from its arrival to the arrival of the next.
 */
final class Profile implements PowerLedger.Sink {
  /** An interval. */
  static final class Piece {
    private final long end;
    private final Rates rates;
    private final double[] coefficients;
    private final Clocks clocks;

    private Piece(long end, Rates rates, double[] coefficients, Clocks clocks) {
      this.end = end;
      this.rates = rates;
      this.coefficients = coefficients;
      this.clocks = clocks;
    }

    /** Its end, from the start of the cycle, in picoseconds. */
    long end() {
      return end;
    }

    /** What went on in it. */
    Rates rates() {
      return rates;
    }

    /** Leakage by domain at the reference temperature: the run's own array, not to be changed. */
    double[] coefficients() {
      return coefficients;
    }

    /** The clocks in force. */
    Clocks clocks() {
      return clocks;
    }
  }

  private final long start;
  private final Leakage leakage;
  private final Supplier<Clocks> clocks;
  private final List<Piece> pieces = new ArrayList<>();
  private boolean recording = true;
  private long inferenceEnd;
  private long end;

  /**
   * A cycle that begins.
   *
   * @param start when, in picoseconds
   * @param leakage of the run
   * @param clocks those in force when asked
   */
  Profile(long start, Leakage leakage, Supplier<Clocks> clocks) {
    this.start = start;
    this.leakage = leakage;
    this.clocks = clocks;
  }

  @Override
  public void interval(long from, long to, Rates rates, double[] leaking, double watts) {
    if (recording) {
      pieces.add(new Piece(to - start, rates, leakage.coefficients(), clocks.get()));
    }
  }

  void inferenceEnded(long time) {
    inferenceEnd = time - start;
  }

  /** The cycle is over. */
  void close(long time) {
    recording = false;
    end = time - start;
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** From the start of the cycle to the end of its inference. */
  long inferenceEnd() {
    return inferenceEnd;
  }

  /** Length of the cycle. */
  long end() {
    return end;
  }
}
