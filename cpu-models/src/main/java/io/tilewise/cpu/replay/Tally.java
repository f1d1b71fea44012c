package io.tilewise.cpu.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Sums of time for a handful of keys, in the order in which they first came. Other than a map it
 * allocates nothing for a sum that grows.
 */
final class Tally<K> {
  private final List<K> keys = new ArrayList<>();
  private double[] times = new double[8];

  void clear() {
    keys.clear();
  }

  void add(K key, double time) {
    int index = keys.indexOf(key);
    if (index >= 0) {
      times[index] += time;
      return;
    }
    if (keys.size() == times.length) {
      times = Arrays.copyOf(times, 2 * times.length);
    }
    times[keys.size()] = time;
    keys.add(key);
  }

  /** Adds a part of every sum to those of a map. */
  void addTo(Map<K, Double> sums, int parts) {
    for (int i = 0; i < keys.size(); i++) {
      sums.merge(keys.get(i), times[i] / parts, Double::sum);
    }
  }
}
