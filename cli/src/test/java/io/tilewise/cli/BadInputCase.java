package io.tilewise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that must be refused, as a file of {@code bad-input/} describes it. Its first line is
 * the command; sections follow, each after a line {@code --- heading}:
 *
 * <ul>
 *   <li>{@code --- experiments/broken.yaml}: this file is written beside a copy of the shipped ones
 *   <li>{@code --- devices/vivo-x300.yaml edited}: in this copy, each line's {@code old => new} is
 *       done once
 *   <li>{@code --- expected}: what standard error must hold, where … is anything within a line
 * </ul>
 *
 * <p>Everywhere {@code @} is the folder that holds the files.
 *
 * @param folder holds the files
 * @param arguments of the command
 * @param expected lines of standard error
 */
record BadInputCase(Path folder, List<String> arguments, List<String> expected) {
  private static final String PROMPT = "$ tilewise ";
  private static final String HEADING = "--- ";
  private static final String EDITED = " edited";
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** Reads a case and writes its files into a folder. */
  static BadInputCase prepare(Path description, Path folder) throws IOException {
    Configs.copyTo(folder);
    List<String> lines = Files.readAllLines(description);
    List<String> expected = List.of();
    int end = lines.size();
    for (int i = end - 1; i > 0; i--) {
      if (lines.get(i).startsWith(HEADING)) {
        List<String> section = lines.subList(i + 1, end);
        end = i;
        String heading = lines.get(i).substring(HEADING.length());
        if (heading.equals("expected")) {
          expected = section;
        } else {
          write(folder, heading, section);
        }
      }
    }
    return new BadInputCase(folder, arguments(lines.get(0), folder), expected);
  }

  private static void write(Path folder, String heading, List<String> section) throws IOException {
    if (heading.endsWith(EDITED)) {
      edit(folder.resolve(heading.replace(EDITED, "")), section);
    } else {
      Files.write(folder.resolve(heading), section);
    }
  }

  private static void edit(Path file, List<String> replacements) throws IOException {
    String text = Files.readString(file);
    for (String replacement : replacements) {
      String[] sides = replacement.split(" => ", 2);
      if (!text.contains(sides[0])) {
        throw new IllegalArgumentException("there is no \"" + sides[0] + "\" in " + file);
      }
      text = text.replaceFirst(Pattern.quote(sides[0]), Matcher.quoteReplacement(sides[1]));
    }
    Files.writeString(file, text);
  }

  private static List<String> arguments(String line, Path folder) {
    if (!line.startsWith(PROMPT)) {
      throw new IllegalArgumentException("the first line does not begin with " + PROMPT);
    }
    List<String> arguments = new ArrayList<>();
    Matcher matcher = ARGUMENT.matcher(line.substring(PROMPT.length()));
    while (matcher.find()) {
      String argument = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      arguments.add(argument.replace("@", folder.toString()));
    }
    return arguments;
  }

  /** Runs the command. */
  Ran run() {
    return Ran.with(FileKinds.all(), arguments.toArray(String[]::new));
  }

  /** A pattern for all of standard error, once the folder is written as {@code @}. */
  String expectedPattern() {
    StringBuilder pattern = new StringBuilder();
    for (String line : expected) {
      for (String part : line.split("…", -1)) {
        pattern.append(Pattern.quote(part)).append(".*");
      }
      pattern.setLength(pattern.length() - 2);
      pattern.append('\n');
    }
    return pattern.toString();
  }
}
