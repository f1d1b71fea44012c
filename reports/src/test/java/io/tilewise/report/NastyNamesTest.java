package io.tilewise.report;

import static io.tilewise.report.Results.call;
import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.compare.Comparison;
import io.tilewise.experiment.compare.MergedRun;
import io.tilewise.experiment.compare.NamedRun;
import io.tilewise.experiment.residual.Profile;
import io.tilewise.experiment.residual.Profile.Kernel;
import io.tilewise.experiment.residual.Residuals;
import io.tilewise.experiment.result.ResultFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.text.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names that would do something where they are not taken as text: in a terminal, in Markdown, in a
 * spreadsheet, in JSON. Each is the name of a scenario, of a call and of a measured event.
 */
class NastyNamesTest {

  static Stream<String> names() {
    return Stream.of(
        "<script>alert(1)</script>",
        "\" onload=\"x",
        "a|b|c\n| --- |",
        "`code` **bold** [link](javascript:x) ![img](x)",
        "=HYPERLINK(\"http://x\")",
        "+1",
        "-2",
        "@cmd",
        "\tx",
        "\r\nx",
        "\u001b[31mred\u001b]0;title\u0007",
        "\u202eright to left\u2066",
        "\u0085\u2028line\u2029",
        "%s ${x} {{y}} \\n",
        "\uff1d1+1");
  }

  private static RunResult result(String name) {
    return Results.of(
        scenario("neon", 1, 1, 1, 1, 1),
        scenario(name, 3, 0, 0, 0, 0)
            .calls(call(0, name, 2000, "because " + name), call(1, name + "2", 1000, "")));
  }

  /** Every text that Tilewise writes about such a result, by its kind. */
  private static Map<String, String> texts(String name) {
    RunResult result = result(name);
    List<NamedRun> runs =
        List.of(new NamedRun(name, result), new NamedRun("other", Results.squeezeSam()));
    ComparisonReport comparison =
        new ComparisonReport(
            Comparison.of(runs, Comparison.namesInCommon(runs), "1"), MergedRun.of(runs, "1"));
    Profile profile =
        new Profile(name, List.of(new Kernel(name, name, List.of(1.0))), List.of(2.0));
    ResidualsReport residuals =
        new ResidualsReport(
            Residuals.of(result, result.scenarios().get(1), profile, "1"), Optional.of(0.5));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("run.terminal", TerminalReport.of(result));
    texts.put("compare.terminal", comparison.terminal());
    texts.put("residuals.terminal", residuals.terminal());
    texts.put("run.md", MarkdownReport.of(result));
    texts.put("compare.md", comparison.markdown());
    texts.put("residuals.md", residuals.markdown());
    texts.put("scenarios.csv", CsvReport.scenarios(result));
    texts.put("calls.csv", CsvReport.calls(result));
    texts.put("waiting.csv", CsvReport.waiting(result));
    texts.put("compare-inputs.csv", comparison.inputs());
    texts.put("compare-calls.csv", comparison.calls());
    texts.put("compare-times.csv", comparison.times());
    texts.put("residuals.csv", residuals.csv());
    texts.put("timeline.csv", new ProfileCsv(result.scenarios().get(1), name, 1).timeline());
    texts.put("stats.csv", new ProfileCsv(result.scenarios().get(1), name, 1).stats());
    return texts;
  }

  @ParameterizedTest
  @MethodSource("names")
  void terminalsAreSentNothingButPrintableCharactersAndLineEnds(String name) {
    texts(name)
        .forEach(
            (kind, text) -> {
              if (kind.endsWith("terminal")) {
                assertThat(text.chars())
                    .as(kind)
                    .allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
              }
            });
  }

  @ParameterizedTest
  @MethodSource("names")
  void markdownHasNoMarkupOfTheirs(String name) {
    texts(name)
        .forEach(
            (kind, text) -> {
              if (kind.endsWith(".md")) {
                // What is escaped by a backslash is no markup.
                String bare = text.replaceAll("\\\\[\\\\`*_\\[\\]<>|&~#$]", "");
                assertThat(bare).as(kind).doesNotContain("<", "`", "**");
                assertThat(
                        bare.replace("![End-to-end", "")
                            .replace("![Time", "")
                            .replace("![Simulated", ""))
                    .as(kind)
                    .doesNotContain("![img]", "[link]");
                assertThat(text.codePoints())
                    .as(kind)
                    .allMatch(c -> c == '\n' || Names.visible(Character.toString(c)).length() <= 2);
                assertRowsAreWhole(kind, bare);
              }
            });
  }

  /** Every line of a table has as many cells as its head. */
  private static void assertRowsAreWhole(String kind, String markdown) {
    long cells = 0;
    for (String line : markdown.split("\n", -1)) {
      if (!line.startsWith("|")) {
        cells = 0;
        continue;
      }
      long bars = line.chars().filter(c -> c == '|').count();
      cells = cells == 0 ? bars : cells;
      assertThat(bars).as("%s: %s", kind, line).isEqualTo(cells);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void noCellOfACsvIsAFormula(String name) {
    texts(name)
        .forEach(
            (kind, text) -> {
              if (kind.endsWith(".csv")) {
                cells(text)
                    .filter(cell -> !cell.matches("-?[0-9.]+(E-?[0-9]+)?"))
                    .forEach(
                        cell ->
                            assertThat(cell)
                                .as(kind)
                                .doesNotMatch("(?s)[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20].*"));
              }
            });
  }

  /** The cells of a file in the form of RFC 4180. */
  private static Stream<String> cells(String csv) {
    Stream.Builder<String> cells = Stream.builder();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    return cells.build();
  }

  @ParameterizedTest
  @MethodSource("names")
  void jsonKeepsThemAsTheyAre(String name) {
    RunResult result = result(name);
    assertThat(ResultFile.read(ResultFile.write(result))).isEqualTo(result);
  }
}
