package io.tilewise.cpu.power;

import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.replay.PricedCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A device at some clocks, and the calls of a plan priced there.
 *
 * @param clocks the clocks
 * @param device the device at these
 * @param calls the calls
 */
public record Point(Clocks clocks, Device device, List<PricedCall> calls) {

  /** Copies the list. */
  public Point {
    calls = List.copyOf(calls);
  }

  /** Points by clocks, each made once. */
  static final class Cache {
    private final Map<Clocks, Point> points = new HashMap<>();
    private final Function<Clocks, Point> source;

    Cache(Point first, Function<Clocks, Point> source) {
      this.source = source;
      points.put(first.clocks(), first);
    }

    Point at(Clocks clocks) {
      return points.computeIfAbsent(clocks, source);
    }
  }
}
