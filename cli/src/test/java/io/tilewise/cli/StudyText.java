package io.tilewise.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The text above a shipped study, which says what it asks and what the answer is, beside what the
 * study came to. Phrases of the text are claims: those with {@code {}} in the place of figures
 * state them, others say what holds. Every number of the text must be in a claim. A figure agrees
 * if the value, rounded to as many decimals, is the same.
 */
final class StudyText {
  private static final int WIDTH = 120;
  private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?)";

  /** Numbers, but not those in names such as INT8, L3 and 33-sweep-unit-clock. */
  private static final Pattern NUMBERS =
      Pattern.compile("(?<![\\w.])(?<!\\w-)\\d+(?:\\.\\d+)?(?![\\d.]*-[a-z])");

  private final String file;
  private final String text;
  private final List<Stated> stated = new ArrayList<>();
  private final List<int[]> claimed = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  /** A figure of the text, and the values that it stands for. */
  private record Stated(String phrase, int start, String figure, List<Double> values) {

    private int decimals() {
      int point = figure.indexOf('.');
      return point < 0 ? 0 : figure.length() - point - 1;
    }

    private String rounded(double value) {
      // Minus zero is zero.
      return String.format(Locale.ROOT, "%." + decimals() + "f", value + 0.0);
    }

    /** All different roundings of the values; one of them if they agree with each other. */
    private String measured() {
      List<String> all = new ArrayList<>();
      for (double value : values) {
        all.add(rounded(value));
      }
      return all.stream().distinct().collect(Collectors.joining(" and "));
    }

    private boolean agrees() {
      return measured().equals(figure);
    }
  }

  private StudyText(String file) {
    this.file = file;
    this.text =
        head(file).stream()
            .filter(StudyText::isText)
            .map(line -> line.substring(2).strip())
            .collect(Collectors.joining(" "));
  }

  /** The text of a file: the lines of comment at its head but the one for editors. */
  static StudyText of(String file) {
    return new StudyText(file);
  }

  private static List<String> head(String file) {
    return file.lines().takeWhile(line -> line.startsWith("#")).toList();
  }

  private static boolean isText(String line) {
    return line.startsWith("# ") && !line.startsWith("# yaml-language-server");
  }

  /**
   * Claims that the text has a phrase with figures.
   *
   * @param phrase a part of the text with {@code {}} for each figure
   * @param values for each figure the values it stands for, which must all agree with it
   */
  void states(String phrase, double[]... values) {
    String pattern =
        Stream.of(phrase.split("\\{}", -1)).map(Pattern::quote).collect(Collectors.joining(NUMBER));
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      wrong.add("the text does not have: " + phrase);
      return;
    }
    if (matcher.groupCount() != values.length) {
      throw new IllegalArgumentException(phrase + ": " + values.length + " values");
    }
    claimed.add(new int[] {matcher.start(), matcher.end()});
    for (int i = 0; i < values.length; i++) {
      stated.add(
          new Stated(
              matcher.group(),
              matcher.start(i + 1),
              matcher.group(i + 1),
              DoubleStream.of(values[i]).boxed().toList()));
    }
  }

  /** Claims that what a phrase says is so. */
  void says(String phrase, boolean holds) {
    states(phrase);
    if (!holds) {
      wrong.add("does not hold: " + phrase);
    }
  }

  private boolean isClaimed(int place) {
    return claimed.stream().anyMatch(claim -> claim[0] <= place && place < claim[1]);
  }

  /** What is wrong with the text, a line each; none if it agrees with the output. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Stated figure : stated) {
      if (!figure.agrees()) {
        problems.add(
            "states %s, measured %s: %s"
                .formatted(figure.figure(), figure.measured(), figure.phrase()));
      }
    }
    problems.addAll(wrong);
    Matcher numbers = NUMBERS.matcher(text);
    while (numbers.find()) {
      if (!isClaimed(numbers.start())) {
        int end = Math.min(text.length(), numbers.end() + 40);
        problems.add("no claim has: " + text.substring(numbers.start(), end));
      }
    }
    return problems;
  }

  /** The file with the measured figures in its text, as far as the values of each agree. */
  String rewritten() {
    StringBuilder changed = new StringBuilder(text);
    stated.stream()
        .sorted(Comparator.comparingInt(Stated::start).reversed())
        .filter(figure -> !figure.measured().contains(" "))
        .forEach(
            figure ->
                changed.replace(
                    figure.start(), figure.start() + figure.figure().length(), figure.measured()));
    if (changed.toString().equals(text)) {
      return file;
    }
    List<String> head = head(file);
    List<String> lines = new ArrayList<>(head.stream().filter(line -> !isText(line)).toList());
    lines.addAll(wrapped(changed.toString()));
    lines.addAll(file.lines().skip(head.size()).toList());
    return String.join("\n", lines) + "\n";
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("#");
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
