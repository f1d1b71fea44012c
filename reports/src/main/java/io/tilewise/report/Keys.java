package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names for files and places in a page, made of names that users chose. */
final class Keys {

  private static final int LONGEST = 40;

  private Keys() {}

  /** One for each scenario: {@code waterfall-sme2}. */
  static List<String> of(String kind, RunResult result) {
    return of(kind, result.scenarios().stream().map(ScenarioResult::name).toList());
  }

  /** One for each name, all different, of small letters, digits and hyphens. */
  static List<String> of(String kind, List<String> names) {
    Set<String> taken = new HashSet<>();
    List<String> keys = new ArrayList<>();
    for (String name : names) {
      String key = kind + "-" + plain(name);
      int number = 2;
      String unique = key;
      while (!taken.add(unique)) {
        unique = key + "-" + number++;
      }
      keys.add(unique);
    }
    return keys;
  }

  private static String plain(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String cut = plain.substring(0, Math.min(LONGEST, plain.length()));
    return cut.isEmpty() ? "scenario" : cut;
  }
}
