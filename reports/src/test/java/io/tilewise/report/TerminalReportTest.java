package io.tilewise.report;

import static io.tilewise.report.Results.call;
import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalReportTest {

  @Test
  void categoriesStandSideBySideWithShareAndSpeedup() {
    // 881 of 1163 ms is 75.75 %, 95 of 298 ms is 31.88 %, and 881 / 95 = 9.274.
    assertThat(TerminalReport.of(Results.squeezeSam()))
        .contains(
            """
            Time by operator category
                                neon                  sme2
            category           ms    share     ms    share  speed-up
            --------------------------------------------------------
            convolution     881.0   75.8 %   95.0   31.9 %     9.27x
            GEMM             60.0    5.2 %   20.0    6.7 %     3.00x
            elementwise      40.0    3.4 %   30.0   10.1 %     1.33x
            data movement   130.0   11.2 %  119.0   39.9 %     1.09x
            other            52.0    4.5 %   34.0   11.4 %     1.53x
            total          1163.0  100.0 %  298.0  100.0 %     3.90x
            """);
  }

  @Test
  void whatBoundTheTimeAddsUpToTheLatency() {
    assertThat(TerminalReport.of(Results.squeezeSam()))
        .contains(
            """
            ultra pipes    872.3   75.0 %  223.5   75.0 %
            l2 bandwidth   290.8   25.0 %   74.5   25.0 %
            total         1163.0  100.0 %  298.0  100.0 %
            """);
  }

  @Test
  void ofASingleKernelTheThroughputIsShown() {
    // A million multiply-accumulates in 5 ms are 0.2 G a second.
    RunResult result =
        Results.of(scenario("gemm", 5, 0, 0, 0, 0).calls(Results.call(0, "gemm", 5000, "")));
    assertThat(TerminalReport.of(result))
        .contains("scenario  latency (ms)  speed-up  GMAC/s")
        .contains("gemm             5.000     1.00x   0.200");
    assertThat(TerminalReport.of(Results.squeezeSam())).doesNotContain("GMAC/s");
  }

  @Test
  void settingsThatDifferAreColumnsAndTheOthersAreSaidOnce() {
    RunResult result =
        Results.of(
            scenario("phone", 1, 1, 1, 1, 1), scenario("next", 1, 1, 1, 1, 1).device("next-phone"));
    assertThat(TerminalReport.of(result))
        .contains("workload squeezesam, element type fp16, runtime executorch-1.1.0")
        .contains("next             5.000     1.00x  next-phone");
  }

  @Test
  void onlyTheTenLargestCallsAreListedTheLargestFirst() {
    CallResult[] calls =
        IntStream.range(0, 12)
            .mapToObj(i -> call(i, "layer" + i, 1000 * (i + 1), ""))
            .toArray(CallResult[]::new);
    String report = TerminalReport.of(Results.of(scenario("a", 78, 0, 0, 0, 0).calls(calls)));
    assertThat(report.lines().filter(line -> line.startsWith("layer")))
        .hasSize(10)
        .first()
        .asString()
        .isEqualTo(
            "layer11  Conv2d    f16 igemm 6x16 neonfp16arith  neon  12.00  15.4 %  ultra pipes");
    assertThat(report).contains("layer2 ").doesNotContain("layer1 ", "layer0 ");
  }

  @Test
  void aFallbackIsMarkedAndItsReasonIsGivenOnce() {
    String reason = "no SME2 kernel for fp32";
    String report =
        TerminalReport.of(
            Results.of(
                scenario("a", 9, 0, 0, 0, 0)
                    .calls(
                        call(0, "x", 4000, reason),
                        call(1, "y", 3000, ""),
                        call(2, "z", 2000, reason))));
    assertThat(report.lines().filter(line -> line.contains(reason)))
        .containsExactly("(1) " + reason);
    assertThat(report.lines().filter(line -> line.endsWith("(1)")))
        .extracting(line -> line.substring(0, 1))
        .containsExactly("x", "z");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 30})
  void anyNumberOfScenariosFitsTheTerminal(int count) {
    String report = TerminalReport.of(Results.many(count));
    assertThat(report.lines()).allMatch(line -> line.length() <= 120);
    for (int i = 1; i <= count; i++) {
      assertThat(report).contains("case " + i);
    }
  }

  @Test
  void longAndForeignNamesAreCutAndEscapedButTellApart() {
    String name = "\u7121\u7dda" + "x".repeat(300);
    String report =
        TerminalReport.of(
            Results.titled(
                "Gr\u00f6\u00dfe\u001b[31m \n" + "y".repeat(70),
                scenario(name + "1", 1, 1, 1, 1, 1),
                scenario(name + "2", 2, 1, 1, 1, 1)));
    assertThat(report.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
    assertThat(report).contains("Gr\\u00f6\\u00dfe\\u001b[31m", "xx1 ", "xx2 ", "..");
    assertThat(report.lines().filter(line -> !line.contains("x".repeat(300))))
        .allMatch(line -> line.length() <= 120);
  }

  @Test
  void whoWaitedForWhatIsSaidIfAnybodyDid() {
    Map<String, Double> ultra = new TreeMap<>(Map.of("barrier", 1.5, "sme2.outer_products", 12.25));
    Map<String, Map<String, Double>> waiting = new TreeMap<>();
    waiting.put("ultra", ultra);
    waiting.put("premium1", Map.of("dram", 0.125));
    RunResult result =
        Results.of(
            scenario("alone", 1, 1, 1, 1, 1), scenario("shared", 1, 1, 1, 1, 1).waiting(waiting));
    assertThat(TerminalReport.of(result))
        .contains(
            """
            How long threads waited (ms)
            scenario  core      barrier  dram  sme2.outer_products
            ------------------------------------------------------
            shared    premium1     0.00  0.13                 0.00
            shared    ultra        1.50  0.00                12.25
            """);
    assertThat(CsvReport.waiting(result))
        .isEqualTo(
            """
            scenario,core,resource,waiting_ms
            shared,premium1,dram,0.125
            shared,ultra,barrier,1.5
            shared,ultra,sme2.outer_products,12.25
            """);
    assertThat(TerminalReport.of(Results.squeezeSam())).doesNotContain("waited");
  }

  @Test
  void timesOfZeroHaveNoShareAndNoSpeedup() {
    String report =
        TerminalReport.of(Results.of(scenario("a", 1, 0, 0, 0, 0), scenario("b", 0, 0, 0, 0, 0)));
    assertThat(Arrays.asList(report.split("\n")))
        .contains("convolution    1.000  100.0 %  0.000      -         -")
        .contains("GEMM           0.000    0.0 %  0.000      -         -");
    assertThat(report).doesNotContain("NaN", "Infinity");
  }

  @Test
  void numbersAreTheSameInTurkish() {
    String before = TerminalReport.of(Results.squeezeSam());
    Locale locale = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
    try {
      assertThat(TerminalReport.of(Results.squeezeSam())).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
    }
  }
}
