package io.tilewise.report;

import io.tilewise.experiment.solve.SolveResult;
import io.tilewise.experiment.solve.SolveResult.Answer;
import io.tilewise.report.text.MarkdownSections;
import io.tilewise.report.text.MarkdownText;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.Paragraph;
import java.util.ArrayList;
import java.util.List;

/** What {@code tilewise solve} says. */
public final class SolveReport {
  private SolveReport() {}

  /** As plain ASCII for the terminal, in at most 120 columns. */
  public static String terminal(SolveResult result) {
    StringBuilder text =
        new StringBuilder(Paragraph.of(result.title() + Settings.assigned(result.assignments())));
    text.append('\n');
    lines(result).forEach(line -> text.append(Paragraph.of(line)));
    return text.toString();
  }

  /** As Markdown, with the files it was computed from. */
  static String markdown(SolveResult result) {
    StringBuilder text = new StringBuilder("# " + MarkdownText.of(result.title()) + "\n\n");
    lines(result).forEach(line -> text.append("- ").append(MarkdownText.of(line)).append('\n'));
    return text.append(MarkdownSections.inputs(result.inputs()))
        .append('\n')
        .append(
            MarkdownText.of(
                "Source: solve " + result.solve() + Settings.assigned(result.assignments())))
        .append(MarkdownText.of(", Tilewise " + result.toolVersion()))
        .append('\n')
        .toString();
  }

  private static List<String> lines(SolveResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("Wanted: " + result.wanted());
    for (Answer answer : result.answers()) {
      List<String> parts = new ArrayList<>();
      answer.parameters().forEach((path, value) -> parts.add(path + " = " + value));
      List<String> metrics = new ArrayList<>();
      answer.metrics().forEach((name, value) -> metrics.add(name + " = " + Numbers.plain(value)));
      lines.add(label(result) + String.join(", ", parts) + "; there " + String.join(", ", metrics));
    }
    lines.addAll(result.sentences());
    lines.add(result.evaluations() + " evaluations.");
    return lines;
  }

  private static String label(SolveResult result) {
    if (result.answered()) {
      return "Answer: ";
    }
    return result.answers().size() > 1
        ? "Not reached exactly; beside it: "
        : "No answer; closest: ";
  }
}
