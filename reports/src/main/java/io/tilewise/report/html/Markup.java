package io.tilewise.report.html;

import io.tilewise.report.text.Names;
import java.util.regex.Pattern;

/**
 * The one place where text becomes part of HTML or SVG. Whatever a name from a file holds, it
 * appears as text: markup is escaped, and what cannot be seen (line ends, control characters, marks
 * that turn the direction of writing) is shown as an escape.
 */
public final class Markup {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9:-]*");

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d) (%|ms\\b|G\\w+/s)");

  private final StringBuilder out = new StringBuilder();

  /** Text between tags or as the value of an attribute. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    Names.visible(text)
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append((char) c);
              }
            });
    return escaped.toString();
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; those with an empty value are left out
   */
  public Markup open(String element, String... attributes) {
    tag(element, attributes);
    out.append('>');
    return this;
  }

  /** An element without content. */
  public Markup empty(String element, String... attributes) {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  public Markup close(String element) {
    out.append("</").append(checked(element)).append('>');
    return this;
  }

  /** Text, escaped. */
  public Markup text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** Running text in an element: a number and its unit stay on one line. */
  public Markup prose(String element, String text, String... attributes) {
    return element(element, NUMBER_AND_UNIT.matcher(text).replaceAll("$1\u00a0$2"), attributes);
  }

  /** An element with text only. */
  public Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close(element);
  }

  /** What is markup already: made by this class, or a file of this program. */
  public Markup raw(Markup markup) {
    out.append(markup.out);
    return this;
  }

  /** A file of this program, such as a style sheet, as it is. */
  public Markup file(String content) {
    out.append(content);
    return this;
  }

  public Markup line() {
    out.append('\n');
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(checked(element));
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        out.append(' ').append(checked(attributes[i])).append("=\"");
        out.append(escaped(attributes[i + 1])).append('"');
      }
    }
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of an element or attribute: " + name);
    }
    return name;
  }
}
