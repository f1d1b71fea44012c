package io.tilewise.report;

import io.tilewise.config.Extensions;
import io.tilewise.config.Extensions.ExtensionException;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.text.Names;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The reports of plugins. */
public final class ResultReports {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private ResultReports() {}

  /**
   * All that can be found, in alphabetical order.
   *
   * @throws ExtensionException if two have the same name, or one cannot be loaded
   */
  public static Map<String, ResultReport> byName() {
    return Extensions.byName(ResultReport.class, ResultReport::name, "report");
  }

  /**
   * Their files of a result, each in the folder {@code plugins/NAME}.
   *
   * @throws ExtensionException if a name would lead elsewhere
   */
  static Map<String, byte[]> files(RunResult result) {
    Map<String, byte[]> all = new TreeMap<>();
    byName()
        .forEach(
            (name, report) ->
                report
                    .files(result)
                    .forEach((file, content) -> all.put(path(name, file), content)));
    return all;
  }

  private static String path(String report, String file) {
    if (!NAME.matcher(report).matches() || !FILE.matcher(file).matches()) {
      throw new ExtensionException(
          "report \""
              + Names.visible(report)
              + "\" wants to write \""
              + Names.visible(file)
              + "\"; names of reports and of their files are letters, digits, -, and in files . and"
              + " _");
    }
    return "plugins/" + report + "/" + file;
  }
}
