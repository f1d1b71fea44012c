package io.tilewise.cpu;

import io.tilewise.cpu.cost.Notes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notes to look values up in: of a symbol noted several times, the last. */
public final class NoteBook implements Notes {
  private final Map<String, Double> values = new LinkedHashMap<>();

  @Override
  public void put(String symbol, String meaning, String formula, double value, String unit) {
    values.put(symbol, value);
  }

  public double get(String symbol) {
    return values.get(symbol);
  }

  /** 0 if there is no such symbol. */
  public double getOrZero(String symbol) {
    return values.getOrDefault(symbol, 0.0);
  }
}
