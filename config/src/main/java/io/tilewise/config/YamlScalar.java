package io.tilewise.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Single values as YAML, so that reading them gives the same characters again. */
public final class YamlScalar {
  /** What no reader takes for anything but these characters, also between brackets. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_./-]+(?: [A-Za-z0-9_.+%(/>-][A-Za-z0-9_./+%()>-]*)*");

  private static final Pattern NOTHING = Pattern.compile("null|Null|NULL|-+|---.*|\\.\\.\\..*");

  private YamlScalar() {}

  /** The text, in double quotes if it needs them. */
  public static String of(String text) {
    return PLAIN.matcher(text).matches()
            && !NOTHING.matcher(text).matches()
            && !text.startsWith("- ")
        ? text
        : quoted(text);
  }

  /** A value as a file holds it: quoted if it was, since a quoted number is text. */
  public static String of(ScalarNode scalar) {
    return scalar.plain() ? of(scalar.text()) : quoted(scalar.text());
  }

  /** The text in double quotes, whether it needs them or not. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            character -> {
              if (character == '"' || character == '\\') {
                quoted.append('\\').appendCodePoint(character);
              } else if (Character.isISOControl(character)
                  || character == 0x2028
                  || character == 0x2029
                  || character == 0xFEFF) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
              } else {
                quoted.appendCodePoint(character);
              }
            });
    return quoted.append('"').toString();
  }
}
