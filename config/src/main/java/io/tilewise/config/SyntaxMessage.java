package io.tilewise.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What a YAML syntax error means for the person who wrote the file.
 *
 * @param mark the place to look at
 * @param text what is wrong there and what to do
 */
record SyntaxMessage(Mark mark, String text) {

  /** Where a message points: to the place the parser gave up, or to where the construct began. */
  private enum Place {
    HERE,
    BEGINNING
  }

  /**
   * One thing the parser says.
   *
   * @param context part of what it says it was doing
   * @param problem part of what it says is wrong
   * @param meaning ours; {found} is what it met, {line} the line where the construct began
   */
  private record Translation(String context, String problem, Place place, String meaning) {
    boolean fits(MarkedYAMLException e) {
      return String.valueOf(e.getContext()).contains(context) && e.getProblem().contains(problem);
    }
  }

  private static final String INDENTATION =
      "the indentation of this line does not fit the lines above";

  private static final String TAG =
      "YAML tags (!) are not allowed; put the value in quotes if it is text";

  /** The first that fits counts. */
  private static final List<Translation> TRANSLATIONS =
      List.of(
          here("", "(TAB)", "a tab cannot be used for indentation; use spaces"),
          here("", "cannot start any token", "a value cannot begin with {found}; put it in quotes"),
          here(
              "",
              "mapping values are not allowed",
              "a second colon is not expected here; put the text in quotes if the colon belongs to"
                  + " it, else check the indentation"),
          here(
              "double-quoted",
              "escape",
              "unknown escape sequence after a backslash; write \\\\ for a backslash"),
          beginning("quoted scalar", "", "the quotation mark opened here is not closed"),
          here("block mapping", "'<block", INDENTATION),
          here("block mapping", "'-'", INDENTATION),
          here("block mapping", "'?'", INDENTATION),
          here(
              "block mapping",
              "",
              "more text follows a value that has ended; check its quotes and the indentation"),
          here("block collection", "", "a list item (-) is expected here; check the indentation"),
          here("flow sequence", "", "a comma or ] is expected here; [ was opened in line {line}"),
          here("flow mapping", "", "a comma or } is expected here; { was opened in line {line}"),
          here("", "the node content", "a value is expected here, but there is {found}"),
          here(
              "", "<document start>", "the contents of the file ended before this; check brackets"),
          beginning("simple key", "", "a colon and a value are missing after this"),
          here(
              "",
              "sequence entries are not allowed",
              "a list item (-) cannot begin here; put it on a line of its own below its key"),
          here(
              "", "mapping keys are not allowed", "a key cannot begin here; check the indentation"),
          here(
              "block scalar",
              "",
              "the text after | or > begins on the next line, indented with spaces"),
          here("alias", "", "an alias (*) has no name; put the value in quotes if it is text"),
          here("anchor", "", "an anchor (&) has no name; put the value in quotes if it is text"),
          here("tag", "", TAG),
          here("", "tag handle", TAG));

  private static final Pattern FOUND = Pattern.compile("found (?:character )?'(.+?)'");

  /** Says what the parser's error means. */
  static SyntaxMessage of(MarkedYAMLException e) {
    return TRANSLATIONS.stream()
        .filter(translation -> translation.fits(e))
        .findFirst()
        .map(translation -> translated(e, translation))
        .orElseGet(
            () ->
                new SyntaxMessage(
                    e.getProblemMark(), "this is not valid YAML: " + Show.cut(e.getProblem())));
  }

  private static SyntaxMessage translated(MarkedYAMLException e, Translation translation) {
    boolean beginning = translation.place == Place.BEGINNING && e.getContextMark() != null;
    Mark mark = beginning ? e.getContextMark() : e.getProblemMark();
    String text = translation.meaning.replace("{found}", found(e.getProblem()));
    return new SyntaxMessage(
        mark,
        e.getContextMark() == null
            ? text
            : text.replace("{line}", String.valueOf(e.getContextMark().getLine() + 1)));
  }

  private static String found(String problem) {
    Matcher matcher = FOUND.matcher(problem);
    return matcher.find() && !matcher.group(1).startsWith("<")
        ? Show.quoted(matcher.group(1))
        : "something else";
  }

  private static Translation here(String context, String problem, String meaning) {
    return new Translation(context, problem, Place.HERE, meaning);
  }

  private static Translation beginning(String context, String problem, String meaning) {
    return new Translation(context, problem, Place.BEGINNING, meaning);
  }
}
