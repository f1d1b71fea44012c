package io.tilewise.report.chart;

import io.tilewise.report.text.Names;
import java.awt.Font;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The place of a scenario on a chart's axis; scenarios whose shortened names are equal stay two.
 *
 * @param label what the chart shows
 */
public record ScenarioBar(int index, String label) implements Comparable<ScenarioBar> {

  /** One for each name, in order. Characters that the charts' font lacks are escaped. */
  static List<ScenarioBar> of(List<String> names, Font font, int longest) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> new ScenarioBar(i, Names.shortened(shown(names.get(i), font), longest)))
        .toList();
  }

  /** The text with characters that cannot be seen or that the font lacks escaped. */
  public static String shown(String text, Font font) {
    return Names.escaped(Names.visible(text), font::canDisplay);
  }

  @Override
  public int compareTo(ScenarioBar other) {
    return Comparator.comparingInt(ScenarioBar::index).compare(this, other);
  }

  /** JFreeChart labels the axis with this. */
  @Override
  public String toString() {
    return label;
  }
}
