package io.tilewise.report;

import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  @Test
  void saysWhatTheTerminalSaysAndShowsTheCharts() {
    assertThat(MarkdownReport.of(Results.squeezeSam()))
        .startsWith("# Where does the time go with SME2?\n")
        .contains(
            """
            | category | neon ms | neon share | sme2 ms | sme2 share | sme2 speed-up |
            | --- | ---: | ---: | ---: | ---: | ---: |
            | convolution | 881.0 | 75.8 % | 95.0 | 31.9 % | 9.27x |
            """)
        .contains("(charts/latency.svg)", "(charts/categories.svg)")
        .contains("- Convolution was the largest category with neon (881 ms, 76 %)")
        .endsWith("Source: experiment 01-squeezesam-sme2, device vivo-x300, Tilewise 0.1.0\n");
  }

  @Test
  void namesAreNeverMarkup() {
    String report =
        MarkdownReport.of(
            Results.titled("a\n# b", scenario("|<img src=x>[y](z)*`\\", 1, 1, 1, 1, 1)));
    assertThat(report)
        .startsWith("# a\\\\u000a\\# b\n")
        .contains("| \\|\\<img src=x\\>\\[y\\](z)\\*\\`\\\\ | 5.000 | 1.00x |");
  }

  @Test
  void aResultWithoutScenariosSaysSo() {
    assertThat(MarkdownReport.of(Results.of())).contains("There is no scenario to report.");
  }
}
