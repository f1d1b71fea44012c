package io.tilewise.cpu.power;

import io.tilewise.cpu.power.PowerLedger.Layout;
import io.tilewise.cpu.power.Series.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps series: every change, or means over intervals of equal length. Temperatures are kept as
 * they are at given times.
 */
final class SeriesRecorder implements PowerLedger.Sink {
  private final Layout layout;
  private final long bin;
  private final List<Builder> power = new ArrayList<>();
  private final List<Builder> clocks = new ArrayList<>();
  private final List<Builder> bandwidths = new ArrayList<>();
  private final List<Builder> temperatures = new ArrayList<>();
  private double[] shares;

  /** A series in the making. */
  private static final class Builder {
    final String name;
    final Kind kind;
    final List<Long> times = new ArrayList<>();
    final List<Double> values = new ArrayList<>();
    double sum;

    Builder(String name, Kind kind) {
      this.name = name;
      this.kind = kind;
    }

    void step(long time, double value) {
      if (values.isEmpty() || differs(values.get(values.size() - 1), value)) {
        times.add(time);
        values.add(value);
      }
    }

    /** By more than rounding: a mean over the same is not always the very same number. */
    private static boolean differs(double before, double value) {
      return Math.abs(value - before) > 1e-12 * Math.abs(before);
    }

    Series series() {
      return new Series(name, kind, times, values);
    }
  }

  /**
   * A recorder.
   *
   * @param bin length of the intervals in picoseconds; 0 for every change
   * @param nodes names of the thermal nodes
   */
  SeriesRecorder(
      Layout layout,
      long bin,
      List<String> domains,
      List<String> clockDomains,
      List<String> levels,
      List<String> nodes) {
    this.layout = layout;
    this.bin = bin;
    this.shares = new double[clockDomains.size()];
    domains.forEach(name -> power.add(new Builder(name, Kind.POWER)));
    clockDomains.forEach(name -> clocks.add(new Builder(name, Kind.CLOCK)));
    levels.forEach(name -> bandwidths.add(new Builder(name, Kind.BANDWIDTH)));
    nodes.forEach(name -> temperatures.add(new Builder(name, Kind.TEMPERATURE)));
  }

  void clocks(double[] newShares) {
    shares = newShares;
  }

  /** Temperatures of the nodes at a time; those within an interval already begun are left out. */
  void temperatures(long time, double[] values) {
    for (int i = 0; i < values.length; i++) {
      Builder builder = temperatures.get(i);
      int last = builder.times.size() - 1;
      if (last < 0 || bin == 0 || time / bin > builder.times.get(last) / bin) {
        builder.times.add(time);
        builder.values.add(values[i]);
      }
    }
  }

  @Override
  public void interval(long from, long to, Rates rates, double[] leakage, double watts) {
    if (bin == 0) {
      forEach(rates, leakage, (builder, value) -> builder.step(from, value));
      return;
    }
    long start = from;
    while (start < to) {
      long end = Math.min(to, (start / bin + 1) * bin);
      double part = (double) (end - start);
      forEach(rates, leakage, (builder, value) -> builder.sum += value * part);
      if (end % bin == 0) {
        close(end - bin, bin);
      }
      start = end;
    }
  }

  /** Ends the interval under way. */
  private void close(long from, long length) {
    for (List<Builder> builders : List.of(power, clocks, bandwidths)) {
      for (Builder builder : builders) {
        builder.step(from, builder.sum / length);
        builder.sum = 0;
      }
    }
  }

  private interface Visitor {
    void visit(Builder builder, double value);
  }

  private void forEach(Rates rates, double[] leakage, Visitor visitor) {
    for (int i = 0; i < power.size(); i++) {
      visitor.visit(power.get(i), rates.of(i) + leakage[i]);
    }
    for (int i = 0; i < clocks.size(); i++) {
      visitor.visit(clocks.get(i), shares[i]);
    }
    for (int i = 0; i < bandwidths.size(); i++) {
      visitor.visit(bandwidths.get(i), rates.of(layout.level(i)));
    }
  }

  /** All series until a time. */
  List<Series> series(long end) {
    if (bin > 0 && end % bin > 0) {
      close(end / bin * bin, end % bin);
    }
    List<Series> all = new ArrayList<>();
    for (List<Builder> builders : List.of(power, clocks, temperatures, bandwidths)) {
      builders.forEach(builder -> all.add(builder.series()));
    }
    return all;
  }
}
