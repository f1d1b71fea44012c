package io.tilewise.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid name a user probably meant. */
public final class NearestName {

  private static final int LONGEST = 40;
  private static final int MOST_CANDIDATES = 200;

  private NearestName() {}

  /** "; did you mean "clock"? (keys here: cores, clock)", without the question if none is near. */
  public static String suggestion(String name, Collection<String> valid, String label) {
    String question =
        of(name, valid).map(near -> "; did you mean " + Show.quoted(near) + "?").orElse("");
    return question + " (" + label + ": " + Show.names(valid) + ")";
  }

  /** The nearest of the valid names, unless more than a third of its letters would change. */
  static Optional<String> of(String name, Collection<String> valid) {
    return valid.stream()
        .limit(MOST_CANDIDATES)
        .filter(
            candidate -> Math.abs(name.length() - candidate.length()) <= allowed(name, candidate))
        .filter(candidate -> distance(name, candidate) <= allowed(name, candidate))
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  private static int allowed(String name, String candidate) {
    return Math.max(1, Math.max(name.length(), candidate.length()) / 3);
  }

  /** Insertions, deletions, substitutions and swaps of neighbours; letter case counts nothing. */
  static int distance(String name, String candidate) {
    if (Math.max(name.length(), candidate.length()) > LONGEST) {
      return LONGEST;
    }
    return new Alignment(name, candidate).distance();
  }

  /** Damerau-Levenshtein distance in its restricted form (optimal string alignment). */
  private static final class Alignment {
    private final String from;
    private final String to;
    private final int[][] distances;

    Alignment(String from, String to) {
      this.from = from.toLowerCase(Locale.ROOT);
      this.to = to.toLowerCase(Locale.ROOT);
      this.distances = new int[this.from.length() + 1][this.to.length() + 1];
    }

    int distance() {
      Arrays.setAll(distances[0], j -> j);
      for (int i = 1; i <= from.length(); i++) {
        distances[i][0] = i;
        for (int j = 1; j <= to.length(); j++) {
          distances[i][j] = cheapest(i, j);
        }
      }
      return distances[from.length()][to.length()];
    }

    private int cheapest(int i, int j) {
      int substitution = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
      int best =
          Math.min(
              distances[i - 1][j - 1] + substitution,
              1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
      return swapped(i, j) ? Math.min(best, 1 + distances[i - 2][j - 2]) : best;
    }

    private boolean swapped(int i, int j) {
      return i > 1
          && j > 1
          && from.charAt(i - 1) == to.charAt(j - 2)
          && from.charAt(i - 2) == to.charAt(j - 1);
    }
  }
}
