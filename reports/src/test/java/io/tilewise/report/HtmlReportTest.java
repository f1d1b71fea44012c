package io.tilewise.report;

import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.compare.Comparison;
import io.tilewise.experiment.compare.ComparisonResult;
import io.tilewise.experiment.compare.MergedRun;
import io.tilewise.experiment.compare.NamedRun;
import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.SeriesResult;
import io.tilewise.experiment.validation.ValidationResult;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

  private static String page(RunResult result) {
    return HtmlReport.of(result, Optional.empty(), Optional.empty());
  }

  private static List<String> ids(String page) {
    Matcher ids = ID.matcher(page);
    return ids.results().map(found -> found.group(1)).toList();
  }

  @Test
  void sectionsComeInTheOrderOfAReview() {
    String page = page(Results.squeezeSam());
    assertThat(Pattern.compile("<section id=\"([^\"]*)\"").matcher(page).results())
        .extracting(found -> found.group(1))
        .containsExactly(
            "answer",
            "latencies",
            "shift",
            "bounds",
            "calls",
            "next",
            "rooflines",
            "timelines",
            "validation-status",
            "assumptions",
            "provenance");
  }

  @Test
  void placesAreUniqueAndTheSameEveryTime() {
    assertThat(ids(page(Results.squeezeSam()))).doesNotHaveDuplicates();
    assertThat(page(Results.squeezeSam())).isEqualTo(page(Results.squeezeSam()));
  }

  @Test
  void everyChartHasWordsAndNumbers() {
    String page = page(Results.squeezeSam());
    int charts = page.split("<svg ", -1).length - 1;
    assertThat(charts).isGreaterThan(10);
    assertThat(page.split("<svg [^>]*role=\"img\"[^>]*><title", -1)).hasSize(charts + 1);
    assertThat(page.split("<desc ", -1)).hasSize(charts + 1);
    // A wide and a narrow drawing of each, one table.
    assertThat(page.split("<details ", -1)).hasSize(charts / 2 + 1);
  }

  /** A turned text is cut off by its own clip, which turns with it, not by that of its group. */
  @Test
  void turnedTextIsTextAndWhole() {
    String page = page(Results.squeezeSam());
    Matcher label = Pattern.compile("<text([^>]*)>share of the time \\(%\\)</text>").matcher(page);
    assertThat(label.results()).hasSize(2).allMatch(l -> l.group(1).contains("textLength"));
    assertThat(page).doesNotContainPattern("<g clip-path=[^>]*><[a-z]+ [^>]*transform=");
  }

  @Test
  void nothingIsFetched() {
    String page = page(Results.squeezeSam());
    assertThat(page).doesNotContain("http:", "https:", "src=", "@import", "<link");
    assertThat(page).doesNotContainPattern("url\\((?!#)");
  }

  @Test
  void hostileNamesAreText() {
    String name = "</script><img src=x onerror=alert(1)>\"'\u202e\u0000";
    String page =
        page(
            Results.titled(
                name,
                scenario(name, 1, 2, 3, 4, 5).calls(Results.call(0, name, 5, name)),
                scenario("other", 5, 4, 3, 2, 1).device(name)));
    assertThat(page).doesNotContain("<img", "\u202e", "\u0000");
    assertThat(page.split("<script", -1)).as("data and script").hasSize(3);
    assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;\\u202e\\u0000");
  }

  @Test
  void aResultWithoutScenariosHasAPage() {
    assertThat(page(Results.of())).contains("There is no scenario, so there is no answer.");
  }

  /** About 250 bytes of data a call; the charts do not grow with the calls. */
  @Test
  void tenThousandCallsFit() {
    RunResult result =
        Results.of(
            scenario("many", 1000, 0, 0, 0, 0)
                .calls(
                    IntStream.range(0, 10_000)
                        .mapToObj(i -> Results.call(i, "stage." + i, 100 + i % 9, ""))
                        .toArray(CallResult[]::new)));
    assertThat(page(result).length()).isBetween(1_000_000, 3_500_000);
  }

  @Test
  void validationIsSaidOfTheSameDeviceFileOnly() {
    RunResult result = withInput(Results.squeezeSam(), "../devices/vivo-x300.yaml", "aa");
    assertThat(page(result)).contains("Not validated");
    assertThat(
            HtmlReport.of(
                result,
                Optional.of(validation("../devices/vivo-x300.yaml", "aa")),
                Optional.empty()))
        .contains("vivo-x300: predictions with this device file were compared")
        .contains("Predicted against published");
    assertThat(
            HtmlReport.of(
                result,
                Optional.of(validation("../devices/vivo-x300.yaml", "bb")),
                Optional.empty()))
        .contains("another version of this device file");
    assertThat(
            HtmlReport.of(
                result, Optional.of(validation("../devices/other.yaml", "aa")), Optional.empty()))
        .contains("vivo-x300: not validated");
  }

  private static RunResult withInput(RunResult result, String path, String hash) {
    return new RunResult(
        result.schema(),
        result.toolVersion(),
        List.of(new InputFile(path, hash)),
        result.experiment(),
        result.title(),
        result.baseline(),
        result.scenarios());
  }

  private static ValidationResult validation(String path, String hash) {
    ValidationResult mixed = ValidationResults.mixed();
    return new ValidationResult(
        mixed.schema(),
        mixed.toolVersion(),
        List.of(new InputFile(path, hash)),
        mixed.validations(),
        mixed.draws(),
        mixed.seed(),
        mixed.summaries(),
        mixed.cases());
  }

  @Test
  void ofManyScenariosTheBaselineAndTheOneOfTheAnswerAreDrawn() {
    RunResult result =
        Results.of(
            IntStream.range(0, 10)
                .mapToObj(i -> Results.scenario("s" + i, i == 8 ? 1 : 10 + i, 1, 1, 1, 1))
                .toArray(Results.ScenarioBuilder[]::new));
    assertThat(ids(page(result)))
        .contains("waterfall-s8", "timeline-s0", "timeline-s4", "timeline-s8")
        .doesNotContain("waterfall-s5", "timeline-s5", "timeline-s9");
    assertThat(page(result)).contains("Not drawn here, but by tilewise chart: Timeline of s5");
  }

  @Test
  void aReportWithSeriesAndValidationHasUniquePlacesToo() {
    RunResult result =
        Results.of(
            Results.scenario("a", 1, 1, 1, 1, 1)
                .series(
                    new SeriesResult("ultra", "power", "W", List.of(0.0, 1.0), List.of(1.0, 2.0)),
                    new SeriesResult("ultra", "clock", "GHz", List.of(0.0), List.of(3.0)),
                    new SeriesResult("memory", "clock", "%", List.of(0.0), List.of(40.0))));
    String page =
        HtmlReport.of(
            result, Optional.of(validation("../devices/vivo-x300.yaml", "aa")), Optional.empty());
    assertThat(ids(page)).contains("power", "clocks", "validation").doesNotHaveDuplicates();
    // What is in per cent stays so, and says its unit.
    assertThat(page).contains("40.0 %", "3.00 GHz");
  }

  @Test
  void aComparisonSaysWhatEachPairCameToAndWhatDiffers() {
    List<NamedRun> runs =
        List.of(
            new NamedRun("before", Results.of(Results.scenario("s", 10, 1, 1, 1, 1))),
            new NamedRun("after", Results.of(Results.scenario("s", 5, 1, 1, 1, 1))));
    ComparisonResult comparison = Comparison.of(runs, Comparison.namesInCommon(runs), "1");
    String page = HtmlReport.of(MergedRun.of(runs, "1"), Optional.empty(), Optional.of(comparison));
    assertThat(page.replace('\u00A0', ' '))
        .contains(
            "before: s takes 14.0 ms, after: s 9.00 ms, 5.00 ms less (1.56x)",
            "<section id=\"differences\"",
            "Categories that differ (ms)");
  }
}
