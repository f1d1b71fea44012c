package io.tilewise.report.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that Markdown shows as it is: names are no markup, no HTML, and do not end a table's row.
 */
public final class MarkdownText {

  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|&~#$]");

  private MarkdownText() {}

  public static String of(String text) {
    Matcher markup = MARKUP.matcher(Names.visible(text));
    return markup.replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
  }
}
