package io.tilewise.report;

import io.tilewise.experiment.baseline.BaselineComparison;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.experiment.baseline.BaselineResult;
import io.tilewise.experiment.baseline.BaselineText;
import io.tilewise.experiment.result.ResultJson;
import io.tilewise.report.file.FolderWriter;
import io.tilewise.report.text.MarkdownSections;
import io.tilewise.report.text.MarkdownText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes baselines, and what checks against them found. */
public final class BaselineFiles {

  private BaselineFiles() {}

  /**
   * Writes a baseline in place of what is there, only when it is complete, and unless somebody else
   * has recorded another meanwhile.
   *
   * @param before SHA-256 of the file that is to be there; none if there is to be no file
   * @return whether it was written
   * @throws java.io.UncheckedIOException if it cannot be written; the message is for the user
   */
  public static boolean replace(Path file, Optional<String> before, BaselineFile baseline) {
    return FolderWriter.replace(file, before, FolderWriter.utf8(BaselineText.of(baseline)));
  }

  /**
   * Writes {@code baseline.json}, {@code baseline.md} and {@code junit.xml} into a folder; those of
   * the same names are replaced, and only when all are complete.
   *
   * @param folder made if it does not exist
   * @return the files, in a fixed order
   * @throws java.io.UncheckedIOException if the folder cannot be written; the message is for the
   *     user, and no partly written file is left
   */
  public static List<Path> write(BaselineResult result, Path folder) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("baseline.json", FolderWriter.utf8(ResultJson.text(result)));
    contents.put("baseline.md", FolderWriter.utf8(markdown(result)));
    contents.put("junit.xml", FolderWriter.utf8(BaselineJUnit.of(result)));
    return FolderWriter.write(contents, folder);
  }

  private static String markdown(BaselineResult result) {
    StringBuilder text = new StringBuilder("# Predictions against their baselines\n\n");
    for (BaselineComparison comparison : result.comparisons()) {
      String stale = BaselineSummary.stale(comparison);
      text.append("- ")
          .append(MarkdownText.of(BaselineSummary.of(comparison)))
          .append(stale.isEmpty() ? "" : "; " + MarkdownText.of(stale))
          .append('\n');
    }
    for (String missing : result.missing()) {
      text.append("- ").append(MarkdownText.of(BaselineSummary.missing(missing))).append('\n');
    }
    text.append('\n').append(MarkdownText.of(BaselineSummary.of(result))).append('\n');
    for (BaselineComparison comparison : result.comparisons()) {
      if (!comparison.holds()) {
        int all = comparison.movements().size();
        text.append(MarkdownSections.table(BaselineTables.movements(comparison, all)));
        text.append(MarkdownSections.table(BaselineTables.changes(comparison)));
        text.append(MarkdownSections.table(BaselineTables.contributions(comparison)));
      }
    }
    return text.append("\nTilewise ").append(MarkdownText.of(result.toolVersion())) + "\n";
  }
}
