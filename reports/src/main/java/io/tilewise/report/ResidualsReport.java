package io.tilewise.report;

import io.tilewise.experiment.residual.ResidualsResult;
import io.tilewise.experiment.residual.ResidualsResult.KernelError;
import io.tilewise.experiment.residual.ResidualsResult.NamedError;
import io.tilewise.experiment.residual.ResidualsResult.Part;
import io.tilewise.experiment.residual.ResidualsResult.TimeError;
import io.tilewise.experiment.residual.ResidualsResult.Unmatched;
import io.tilewise.experiment.result.ResultJson;
import io.tilewise.report.chart.Chart;
import io.tilewise.report.file.FolderWriter;
import io.tilewise.report.text.CsvText;
import io.tilewise.report.text.JUnitXml;
import io.tilewise.report.text.MarkdownSections;
import io.tilewise.report.text.MarkdownText;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.Paragraph;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import io.tilewise.report.text.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A measured profile beside a simulated run, for people and for programs. Its folder has {@code
 * residuals.json}, {@code residuals.md}, {@code residuals.csv}, the chart {@code charts/residuals},
 * and {@code junit.xml} if there is a tolerance to judge by.
 */
public final class ResidualsReport {
  private static final int MOST_KERNELS = 20;

  private final ResidualsResult result;
  private final Optional<Double> tolerance;

  /**
   * The report of residuals.
   *
   * @param tolerance how far the time end to end may be off in either direction, in percent of the
   *     measured time; without, nothing is judged
   */
  public ResidualsReport(ResidualsResult result, Optional<Double> tolerance) {
    this.result = result;
    this.tolerance = tolerance;
  }

  /** Whether there is no tolerance, or the time end to end is within it. */
  public boolean isPassed() {
    return tolerance.isEmpty() || verdict().isWithin();
  }

  private record Verdict(boolean isWithin, String sentence) {}

  private Verdict verdict() {
    double allowed = tolerance.orElseThrow();
    boolean isWithin =
        result.total().errorPercent().filter(error -> Math.abs(error) <= allowed).isPresent();
    String sentence =
        (isWithin ? "Within" : "Beyond")
            + " the tolerance of "
            + Numbers.plain(allowed)
            + " % end to end.";
    return new Verdict(isWithin, sentence);
  }

  /** What is found, in sentences. */
  private List<String> findings() {
    List<String> findings = new ArrayList<>(List.of(sentence(), alignment()));
    tolerance.ifPresent(allowed -> findings.add(verdict().sentence()));
    return findings;
  }

  /** The report for a terminal. */
  public String terminal() {
    return findings().stream().map(Paragraph::of).collect(Collectors.joining())
        + tables().stream().map(table -> "\n" + TextTable.of(table)).collect(Collectors.joining());
  }

  String markdown() {
    return "# Measured and simulated: "
        + MarkdownText.of(result.model() + " and " + result.scenario())
        + "\n"
        + findings().stream()
            .map(finding -> "\n" + MarkdownText.of(finding) + "\n")
            .collect(Collectors.joining())
        + MarkdownSections.chart("Simulated minus measured", "charts/residuals")
        + tables().stream().map(MarkdownSections::table).collect(Collectors.joining())
        + "\nTilewise "
        + MarkdownText.of(result.toolVersion())
        + "\n";
  }

  private String sentence() {
    TimeError total = result.total();
    return "Measured "
        + result.model()
        + ": "
        + Numbers.brief(total.measuredMs())
        + " ms"
        + (result.runs() > 1 ? ", median of " + result.runs() + " runs" : "")
        + "; simulated "
        + result.scenario()
        + " of "
        + result.experiment()
        + ": "
        + Numbers.brief(total.simulatedMs())
        + " ms, "
        + percent(total)
        + ".";
  }

  private String alignment() {
    return result.kernels().size()
        + " operators correspond, "
        + result.onlyMeasured().size()
        + " were only measured, "
        + result.onlySimulated().size()
        + " only simulated."
        + (result.onlyMeasured().isEmpty() && result.onlySimulated().isEmpty()
            ? ""
            : " A profile has no shapes: where the two differ, operators of one type may be put"
                + " beside the wrong ones.");
  }

  private List<ReportTable> tables() {
    List<ReportTable> tables = new ArrayList<>();
    tables.add(categories());
    tables.add(parts());
    tables.add(kernels());
    unmatched(tables, "Largest operators that were only measured", result.onlyMeasured());
    unmatched(tables, "Largest operators that were only simulated", result.onlySimulated());
    return tables;
  }

  private ReportTable categories() {
    List<String> names = new ArrayList<>();
    List<TimeError> errors = new ArrayList<>();
    for (NamedError category : result.categories()) {
      names.add(Breakdown.labelOf(category.key()));
      errors.add(category.error());
    }
    names.add("all operators");
    errors.add(result.operators());
    names.add("end to end");
    errors.add(result.total());
    return new ReportTable(
        "Error by operator category",
        "category",
        names,
        columns(errors, result.total()),
        List.of(
            "Simulated minus measured. Categories have the operators that are on both sides; end to"
                + " end also has what is between them."));
  }

  private ReportTable parts() {
    List<Part> parts = result.parts();
    int decimals =
        Numbers.decimals(Math.max(result.total().measuredMs(), result.total().simulatedMs()));
    return new ReportTable(
        "Error by what bound the simulated operators",
        "bound by",
        Column.each(parts, Part::key),
        List.of(
            Group.of(
                Column.number(
                    "simulated ms",
                    Column.each(parts, p -> Numbers.fixed(p.simulatedMs(), decimals)))),
            Group.of(
                Column.number(
                    "error ms",
                    Column.each(parts, p -> Numbers.signedPlain(p.errorMs(), decimals))))),
        List.of(
            "Each operator's error, shared as what bound its simulated time. It shows where to"
                + " look; what a measured operator waited for is not in a profile."));
  }

  private ReportTable kernels() {
    List<KernelError> kernels =
        result.kernels().stream()
            .sorted(
                Comparator.comparingDouble((KernelError k) -> Math.abs(k.error().errorMs()))
                    .reversed())
            .limit(MOST_KERNELS)
            .toList();
    List<Group> groups = new ArrayList<>();
    groups.add(Group.of(Column.text("event", Column.each(kernels, KernelError::event))));
    groups.addAll(columns(kernels.stream().map(KernelError::error).toList(), result.total()));
    groups.add(
        Group.of(Column.text("mostly bound by", Column.each(kernels, KernelError::boundBy))));
    return new ReportTable(
        "Largest errors", "operator", Column.each(kernels, KernelError::name), groups, List.of());
  }

  private static List<Group> columns(List<TimeError> errors, TimeError scale) {
    int decimals = Numbers.decimals(Math.max(scale.measuredMs(), scale.simulatedMs()));
    return List.of(
        Group.of(
            Column.number(
                "measured ms", Column.each(errors, e -> Numbers.fixed(e.measuredMs(), decimals)))),
        Group.of(
            Column.number(
                "simulated ms",
                Column.each(errors, e -> Numbers.fixed(e.simulatedMs(), decimals)))),
        Group.of(
            Column.number(
                "error ms", Column.each(errors, e -> Numbers.signedPlain(e.errorMs(), decimals)))),
        Group.of(Column.number("error", Column.each(errors, ResidualsReport::percent))));
  }

  private static String percent(TimeError error) {
    return error
        .errorPercent()
        .map(percent -> Numbers.signedPlain(percent, 1) + " %")
        .orElse(Numbers.NONE);
  }

  private static void unmatched(List<ReportTable> tables, String title, List<Unmatched> all) {
    if (all.isEmpty()) {
      return;
    }
    List<Unmatched> largest =
        all.stream()
            .sorted(Comparator.comparingDouble(Unmatched::milliseconds).reversed())
            .limit(MOST_KERNELS)
            .toList();
    int decimals = Numbers.decimals(largest.get(0).milliseconds());
    tables.add(
        new ReportTable(
            title,
            "event",
            Column.each(largest, Unmatched::name),
            List.of(
                Group.of(
                    Column.number(
                        "ms",
                        Column.each(largest, u -> Numbers.fixed(u.milliseconds(), decimals))))),
            List.of()));
  }

  /** Writes the folder; either all files or none. */
  public void write(Path folder) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("residuals.json", FolderWriter.utf8(ResultJson.text(result)));
    contents.put("residuals.md", FolderWriter.utf8(markdown()));
    contents.put("residuals.csv", FolderWriter.utf8(csv()));
    tolerance.ifPresent(allowed -> contents.put("junit.xml", FolderWriter.utf8(junit())));
    Charts.drawing(
        () -> {
          Chart chart = ResidualsChart.of(result);
          contents.put("charts/residuals.svg", chart.svg());
          contents.put("charts/residuals.png", chart.png());
          contents.put("charts/residuals.pdf", chart.pdf());
          return chart;
        });
    FolderWriter.write(contents, folder);
  }

  /** One test case, as the time end to end is all that is judged. */
  String junit() {
    Verdict verdict = verdict();
    String findings = String.join("\n", findings());
    Optional<JUnitXml.Failure> failure =
        verdict.isWithin()
            ? Optional.empty()
            : Optional.of(new JUnitXml.Failure("miss", verdict.sentence(), findings));
    JUnitXml.Case test =
        new JUnitXml.Case(
            "residuals." + result.experiment(),
            result.scenario() + ", end to end",
            failure,
            Optional.of(findings));
    return JUnitXml.of(
        "tilewise residuals", List.of(new JUnitXml.Suite(result.experiment(), List.of(test))));
  }

  /** A row per operator: those on both sides in order, then the others. */
  String csv() {
    CsvText csv =
        new CsvText(
            "side",
            "index",
            "name",
            "event",
            "category",
            "bound_by",
            "measured_ms",
            "measured_min_ms",
            "measured_max_ms",
            "simulated_ms",
            "error_ms",
            "error_percent");
    for (KernelError kernel : result.kernels()) {
      TimeError error = kernel.error();
      csv.row(
          "both",
          kernel.index(),
          kernel.name(),
          kernel.event(),
          kernel.category(),
          kernel.boundBy(),
          error.measuredMs(),
          kernel.minMs(),
          kernel.maxMs(),
          error.simulatedMs(),
          error.errorMs(),
          error.errorPercent().orElse(Double.NaN));
    }
    for (Unmatched one : result.onlyMeasured()) {
      csv.row("measured", "", "", one.name(), "", "", one.milliseconds(), "", "", "", "", "");
    }
    for (Unmatched one : result.onlySimulated()) {
      csv.row("simulated", "", "", one.name(), "", "", "", "", "", one.milliseconds(), "", "");
    }
    return csv.text();
  }
}
