package io.tilewise.report;

import io.tilewise.experiment.compare.ComparisonResult;
import io.tilewise.experiment.compare.ComparisonResult.ScenarioPair;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.chart.ChartException;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.html.HtmlFigure;
import io.tilewise.report.html.HtmlTable;
import io.tilewise.report.html.Markup;
import io.tilewise.report.text.Heading;
import io.tilewise.report.text.ReportTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The report as one HTML file that needs nothing else: charts as SVG, the numbers behind each, a
 * table of all calls, and a little script for sorting, filtering and pointing. The same result
 * gives the same bytes.
 */
final class HtmlReport {

  /** Charts that there are of each scenario are drawn for so many. */
  private static final int MOST_SCENARIOS = 6;

  private static final List<String> KINDS_OF_EACH_SCENARIO =
      List.of("waterfall", "next-step", "roofline", "movement", "timeline", "tornado");

  private final RunResult result;
  private final Optional<ValidationResult> validation;
  private final Optional<ComparisonResult> comparison;

  private HtmlReport(
      RunResult result,
      Optional<ValidationResult> validation,
      Optional<ComparisonResult> comparison) {
    this.result = result;
    this.validation = validation;
    this.comparison = comparison;
  }

  /**
   * The report.
   *
   * @param validation a validation of the device, if there is one
   * @param comparison what the scenarios were compared for, if they are of several runs
   * @throws ChartException if this machine cannot draw charts
   */
  static String of(
      RunResult result,
      Optional<ValidationResult> validation,
      Optional<ComparisonResult> comparison) {
    return new HtmlReport(result, validation, comparison).page();
  }

  private String page() {
    List<Section> sections = sections();
    Markup page = new Markup();
    page.file("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.element("title", Heading.of(result));
    page.open("style").file(colours()).file(resource("report.css")).close("style");
    page.close("head").line().open("body");
    page.open("header").element("h1", Heading.of(result));
    page.element("p", Settings.of(result).commonLine(), "class", "quiet");
    page.open("nav", "aria-label", "contents")
        .raw(contents(sections))
        .close("nav")
        .close("header")
        .line();
    page.open("main").raw(body(sections)).close("main").line();
    page.open("footer").element("p", Heading.source(result)).close("footer");
    page.element("div", "", "id", "tip", "role", "tooltip", "hidden", "hidden");
    page.open("script").file(resource("report.js")).close("script");
    page.close("body").close("html").line();
    return page.toString();
  }

  private List<Section> sections() {
    List<Section> all = new ArrayList<>();
    all.add(new Section("answer", "Answer", this::answer));
    comparison.ifPresent(
        pairs -> all.add(new Section("differences", "What differs", () -> differences(pairs))));
    if (!result.scenarios().isEmpty()) {
      all.add(new Section("latencies", "Latency", this::latency));
      all.add(new Section("shift", "How the bottleneck moves", this::shift));
      all.add(new Section("bounds", "What bounds the time", this::bounds));
      if (!PowerCharts.of(result).isEmpty() || !PowerTables.reasons(result).isEmpty()) {
        all.add(new Section("energy-and-power", "Energy, power and heat", this::power));
      }
      all.add(new Section("calls", "Calls", this::calls));
      all.add(new Section("next", "The next step", this::next));
      all.add(new Section("rooflines", "Roofline", this::rooflines));
      all.add(new Section("timelines", "Timeline", () -> figures(TimelineChart.of(result))));
    }
    all.add(
        new Section(
            "validation-status", "Validation", () -> HtmlValidation.of(result, validation)));
    all.add(new Section("assumptions", "Assumptions", this::assumptions));
    all.add(new Section("provenance", "Provenance", () -> HtmlProvenance.of(result)));
    return all;
  }

  private record Section(String id, String title, Supplier<Markup> content) {

    Markup markup() {
      Markup out = new Markup();
      out.open("section", "id", id, "aria-labelledby", id + "-heading");
      out.element("h2", title, "id", id + "-heading").line();
      return out.raw(Charts.drawing(content)).close("section").line();
    }
  }

  private static Markup contents(List<Section> sections) {
    Markup out = new Markup();
    sections.forEach(
        section -> out.element("a", section.title(), "href", "#" + section.id()).line());
    return out;
  }

  /** Drawing is most of the time of a short run, and no section needs another. */
  private static Markup body(List<Section> sections) {
    Markup out = new Markup();
    sections.stream().parallel().map(Section::markup).forEachOrdered(out::raw);
    return out;
  }

  /** Of a comparison what each pair came to. */
  private Markup answer() {
    List<String> sentences =
        comparison
            .map(all -> all.pairs().stream().map(ComparisonTables::sentence).toList())
            .orElseGet(() -> List.of(Answer.of(result)));
    Markup out = new Markup();
    sentences.forEach(sentence -> out.prose("p", sentence, "class", "answer"));
    return out;
  }

  private static Markup differences(ComparisonResult comparison) {
    Markup out = new Markup();
    ComparisonTables.files(comparison).ifPresent(table -> titled(out, table));
    for (ScenarioPair pair : comparison.pairs()) {
      for (ReportTable table : ComparisonTables.of(pair)) {
        out.element("h3", ComparisonTables.names(pair) + ": " + table.title());
        out.raw(HtmlTable.of(table));
      }
    }
    return out;
  }

  private Markup latency() {
    Markup out = HtmlFigure.of(LatencyChart.of(result));
    List<String> descriptions =
        result.scenarios().stream()
            .filter(scenario -> !scenario.description().isEmpty())
            .map(scenario -> scenario.name() + ": " + scenario.description())
            .toList();
    if (!descriptions.isEmpty()) {
      out.open("ul");
      descriptions.forEach(description -> out.element("li", description));
      out.close("ul");
    }
    return out;
  }

  private Markup shift() {
    Markup out = HtmlFigure.of(CategoryChart.of(result));
    out.raw(HtmlFigure.of(CategoryChart.shares(result)));
    return out.raw(figures(WaterfallChart.of(result)));
  }

  private Markup bounds() {
    Markup out = HtmlFigure.of(BoundByChart.of(result));
    WaitingTable.of(result).ifPresent(table -> titled(out, table));
    return out;
  }

  private static void titled(Markup out, ReportTable table) {
    out.element("h3", table.title()).raw(HtmlTable.of(table));
  }

  private Markup power() {
    Markup out = figures(PowerCharts.of(result));
    PowerTables.reasons(result).forEach(reason -> out.element("p", reason));
    PowerTables.of(result).forEach(table -> titled(out, table));
    return out;
  }

  private Markup calls() {
    Markup out = new Markup();
    out.raw(HtmlFigure.of(CallParetoChart.of(result)));
    out.open("p", "class", "quiet");
    out.text("Press a heading to sort, a call to see why it takes its time. ");
    out.element(
        "span",
        "Without script, the largest calls of each scenario are shown.",
        "class",
        "no-script");
    out.close("p");
    return out.raw(HtmlCalls.of(result));
  }

  private Markup next() {
    Markup out = new Markup().element("p", NextStepChart.ASSUMPTION, "class", "quiet");
    return out.raw(figures(NextStepChart.of(result)));
  }

  private Markup rooflines() {
    List<Figure> figures = RooflineChart.of(result);
    return figures.isEmpty()
        ? new Markup().element("p", "This result holds no ceilings; run the experiment again.")
        : figures(figures);
  }

  private Markup assumptions() {
    return HtmlAssumptions.of(result).raw(figures(Uncertainties.tornados(result)));
  }

  /** Those of as many scenarios as one reads; a note says which are left out. */
  private Markup figures(List<Figure> figures) {
    Set<String> leftOut = new HashSet<>();
    List<Integer> chosen = ScenarioSelection.of(result, MOST_SCENARIOS);
    for (String kind : KINDS_OF_EACH_SCENARIO) {
      List<String> keys = Keys.of(kind, result);
      IntStream.range(0, keys.size())
          .filter(i -> !chosen.contains(i))
          .forEach(i -> leftOut.add(keys.get(i)));
    }
    Markup out = new Markup();
    List<String> titles = new ArrayList<>();
    for (Figure figure : figures) {
      if (leftOut.contains(figure.key())) {
        titles.add(figure.caption().title());
      } else {
        out.raw(HtmlFigure.of(figure));
      }
    }
    if (!titles.isEmpty()) {
      String left = String.join(", ", titles);
      out.element("p", "Not drawn here, but by tilewise chart: " + left + ".", "class", "note");
    }
    return out;
  }

  /** The colours of paper and of a dark page, as properties that charts and style sheet use. */
  private static String colours() {
    return ":root{"
        + properties(tone -> Palette.hex(tone.light()))
        + "}\n@media screen and (prefers-color-scheme:dark){:root{"
        + properties(tone -> Palette.hex(tone.dark()))
        + "}}\n";
  }

  private static String properties(Function<Palette.Tone, String> value) {
    return Palette.all().stream()
        .map(tone -> "--" + tone.name() + ":" + value.apply(tone))
        .collect(Collectors.joining(";"));
  }

  private static String resource(String name) {
    try (InputStream file = HtmlReport.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
