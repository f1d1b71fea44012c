package io.tilewise.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that Markdown shows as it is: names are no markup, no HTML, and do not end a table's row.
 */
final class MarkdownText {

  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|&~#$]");

  private MarkdownText() {}

  static String of(String text) {
    Matcher markup = MARKUP.matcher(Names.visible(text));
    return markup.replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
  }
}
