package io.tilewise.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path to a value within a file: {@code clusters.ultra.clock}, {@code operators[2].name}.
 *
 * <p>Dots separate names, so a name never contains one. A name that is not plain prints in quotes.
 *
 * @param parent the path one level up; empty for the root
 * @param step a name, or an index in brackets
 */
public record KeyPath(Optional<KeyPath> parent, String step) {

  private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}_-]{1,60}");

  /** The path of a file's outermost mapping. */
  public static KeyPath root() {
    return new KeyPath(Optional.empty(), "");
  }

  /** The path of the value under a name. */
  public KeyPath child(String name) {
    boolean plain = PLAIN_NAME.matcher(name).matches();
    return new KeyPath(Optional.of(this), plain ? name : Show.quoted(name));
  }

  /** The path of an element of a list, counted from 0. */
  public KeyPath element(int index) {
    return new KeyPath(Optional.of(this), "[" + index + "]");
  }

  boolean isRoot() {
    return parent.isEmpty();
  }

  /** How many names and indices it has. */
  int length() {
    return parent.map(above -> above.length() + 1).orElse(0);
  }

  /** The names with dots between, the indices in brackets; empty for the root. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(parent.map(KeyPath::toString).orElse(""));
    if (text.length() > 0 && !step.startsWith("[")) {
      text.append('.');
    }
    return text.append(step).toString();
  }
}
