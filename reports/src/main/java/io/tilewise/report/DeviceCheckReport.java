package io.tilewise.report;

import io.tilewise.experiment.device.DeviceCheckResult;
import io.tilewise.experiment.device.DeviceCheckResult.CheckedDevice;
import io.tilewise.experiment.device.DeviceCheckResult.LevelRate;
import io.tilewise.experiment.device.DeviceCheckResult.Peak;
import io.tilewise.experiment.device.DeviceCheckResult.StatedResult;
import io.tilewise.experiment.result.ResultJson;
import io.tilewise.report.file.FolderWriter;
import io.tilewise.report.text.CsvText;
import io.tilewise.report.text.JUnitXml;
import io.tilewise.report.text.MarkdownSections;
import io.tilewise.report.text.MarkdownText;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.Paragraph;
import io.tilewise.report.text.TextTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code tilewise device check} prints and writes. The same result gives the same bytes. */
public final class DeviceCheckReport {

  private DeviceCheckReport() {}

  /** As plain ASCII for the terminal, in at most 120 columns. */
  public static String terminal(DeviceCheckResult result) {
    StringBuilder text = new StringBuilder();
    for (CheckedDevice device : result.devices()) {
      text.append(Paragraph.of(device.device() + ": " + device.description()));
      text.append('\n').append(TextTable.of(DeviceCheckTables.peaks(device)));
      text.append('\n').append(TextTable.of(DeviceCheckTables.bandwidths(device)));
      if (!device.stated().isEmpty()) {
        text.append('\n').append(TextTable.of(DeviceCheckTables.stated(device)));
      }
      text.append('\n').append(Paragraph.of(summary(device))).append('\n');
    }
    return text.substring(0, Math.max(0, text.length() - 1));
  }

  /**
   * Writes {@code device-check.json}, {@code device-check.md}, {@code device-check.csv} and {@code
   * junit.xml} into a folder; those of the same names are replaced, and only when all are complete.
   *
   * @param folder made if it does not exist
   * @return the files, in a fixed order
   * @throws java.io.UncheckedIOException if the folder cannot be written; the message is for the
   *     user, and no partly written file is left
   */
  public static List<Path> write(DeviceCheckResult result, Path folder) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("device-check.json", FolderWriter.utf8(ResultJson.text(result)));
    contents.put("device-check.md", FolderWriter.utf8(markdown(result)));
    contents.put("device-check.csv", FolderWriter.utf8(csv(result)));
    contents.put("junit.xml", FolderWriter.utf8(junit(result)));
    return FolderWriter.write(contents, folder);
  }

  static String markdown(DeviceCheckResult result) {
    StringBuilder text = new StringBuilder("# What device files add up to\n");
    for (CheckedDevice device : result.devices()) {
      text.append("\n# ").append(MarkdownText.of(device.device())).append("\n\n");
      text.append(MarkdownText.of(device.description())).append("\n\n");
      text.append(MarkdownText.of(summary(device))).append('\n');
      text.append(MarkdownSections.table(DeviceCheckTables.peaks(device)));
      text.append(MarkdownSections.table(DeviceCheckTables.bandwidths(device)));
      if (!device.stated().isEmpty()) {
        text.append(MarkdownSections.table(DeviceCheckTables.stated(device)));
        text.append(MarkdownSections.table(DeviceCheckTables.sources(device)));
      }
    }
    return text.append("\nTilewise ").append(MarkdownText.of(result.toolVersion())) + "\n";
  }

  /** A row per figure, computed ones and stated ones. */
  static String csv(DeviceCheckResult result) {
    CsvText csv =
        new CsvText(
            "device",
            "figure",
            "unit",
            "computed",
            "stated",
            "deviation_percent",
            "tolerance_percent",
            "verdict",
            "status",
            "source",
            "note");
    for (CheckedDevice device : result.devices()) {
      for (Peak peak : device.peaks()) {
        String who = peak.by() + ", " + peak.cores();
        computed(csv, device, who + ", FP32", "GOPS", peak.fp32Gops());
        computed(csv, device, who + ", FP16", "GOPS", peak.fp16Gops());
        computed(csv, device, who + ", INT8", "GOPS", peak.int8Gops());
        String ridge = "ridge point of " + who;
        computed(csv, device, ridge + ", FP32", "operations/B", peak.ridge(peak.fp32Gops()));
        computed(csv, device, ridge + ", FP16", "operations/B", peak.ridge(peak.fp16Gops()));
        computed(csv, device, ridge + ", INT8", "operations/B", peak.ridge(peak.int8Gops()));
      }
      for (LevelRate rate : device.bandwidths()) {
        String what = rate.level() + ", " + rate.cores() + ", " + rate.access();
        computed(csv, device, what, "GB/s", rate.gbPerS());
      }
      for (StatedResult figure : device.stated()) {
        csv.row(
            device.device(),
            figure.name(),
            figure.unit(),
            figure.computed(),
            figure.stated(),
            figure.deviationPercent(),
            figure.tolerancePercent(),
            DeviceCheckTables.verdict(figure),
            figure.status(),
            figure.source(),
            figure.note());
      }
    }
    return csv.text();
  }

  private static void computed(
      CsvText csv, CheckedDevice device, String figure, String unit, double value) {
    csv.row(device.device(), figure, unit, value, "", "", "", "", "", "", "");
  }

  /** A test suite per device, a test case per stated figure. */
  static String junit(DeviceCheckResult result) {
    return JUnitXml.of(
        "tilewise device check",
        result.devices().stream()
            .map(
                device ->
                    new JUnitXml.Suite(
                        device.device(),
                        device.stated().stream().map(figure -> test(device, figure)).toList()))
            .toList());
  }

  private static JUnitXml.Case test(CheckedDevice device, StatedResult figure) {
    String message = sentence(figure);
    return new JUnitXml.Case(
        "device." + device.device(),
        figure.name(),
        figure.passed()
            ? Optional.empty()
            : Optional.of(new JUnitXml.Failure("miss", message, message + "\n" + figure.source())),
        Optional.empty());
  }

  private static String sentence(StatedResult figure) {
    return figure.name()
        + ": stated "
        + DeviceCheckTables.value(figure, figure.stated())
        + ", computed "
        + DeviceCheckTables.value(figure, figure.computed())
        + ": "
        + DeviceCheckTables.percent(figure.deviationPercent())
        + ", tolerance "
        + Numbers.plain(figure.tolerancePercent())
        + " %";
  }

  private static String summary(CheckedDevice device) {
    List<StatedResult> figures = device.stated();
    if (figures.isEmpty()) {
      return device.device() + ": the file has no block stated, so nothing is compared.";
    }
    List<String> missed =
        figures.stream().filter(f -> !f.passed()).map(StatedResult::name).toList();
    return device.device()
        + ": "
        + (figures.size() - missed.size())
        + " of "
        + figures.size()
        + " stated figures are met"
        + (missed.isEmpty()
            ? "."
            : "; missed: " + missed.stream().collect(Collectors.joining("; ")) + ".");
  }
}
