package io.tilewise.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tilewise.experiment.result.ResultFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.ExperimentRun;
import io.tilewise.report.ReportFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reports of shipped experiments, and one with hostile names, as a browser shows them. Pictures
 * are in {@code target/pictures}, to be looked at.
 */
class ReportInBrowserTest {

  private static final Path ROOT = Path.of(System.getProperty("tilewise.root"));
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String HOSTILE =
      "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'&\u202e\u0007";

  @TempDir static Path folder;

  private static Browser browser;
  private static Path first;
  private static Path hostile;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(PICTURES);
    Path experiment = ROOT.resolve("configs/experiments/01-squeezesam-sme2.yaml");
    RunResult result = ExperimentRun.run(Experiment.read(experiment, List.of(), List.of()), "test");
    first = ReportFiles.writeHtml(result, Optional.empty(), folder.resolve("first"));
    hostile = ReportFiles.writeHtml(renamed(result), Optional.empty(), folder.resolve("hostile"));
    browser = new Browser(Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void stop() throws Exception {
    browser.close();
  }

  /** With markup, script, quotes, a mark that turns writing round, and a control character. */
  private static RunResult renamed(RunResult result) {
    String text = ResultFile.write(result);
    String name = new String(JsonStringEncoder.getInstance().quoteAsString(HOSTILE));
    return ResultFile.read(
        text.replace("\"sme2\"", "\"" + name + "\"")
            .replace("encoder.0.conv1", name)
            .replace("Where does the time go with SME2?", name));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 1280, 1920})
  void everyChartIsVisibleAndTheDiskIsEnough(int width) throws Exception {
    for (boolean isDark : new boolean[] {false, true}) {
      browser.resize(width, isDark);
      browser.open(first, "");
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).isEmpty();
      JsonNode hidden =
          browser.value(
              "Array.from(document.querySelectorAll('figure')).filter(figure => {"
                  + "const shown = Array.from(figure.querySelectorAll('svg.chart'))"
                  + ".map(svg => svg.getBoundingClientRect()).filter(box => box.width > 0);"
                  + "return shown.length !== 1 || shown[0].width < 300 || shown[0].height < 60"
                  + " || shown[0].left < 0 || shown[0].right > innerWidth;"
                  + "}).map(figure => figure.id)");
      assertThat(hidden.toString()).as("charts that are not shown once, whole").isEqualTo("[]");
      JsonNode wide = browser.value("document.documentElement.scrollWidth - innerWidth");
      assertThat(wide.asInt()).as("the page does not move sideways").isLessThanOrEqualTo(0);
      Files.write(
          PICTURES.resolve("report-" + width + (isDark ? "-dark" : "") + ".png"),
          browser.screenshot());
    }
  }

  /** Letters of text that reach out of the picture, by more than a pixel of rounding. */
  @Test
  void noTextOfAChartIsCutOff() throws Exception {
    for (int width : new int[] {400, 1280}) {
      browser.resize(width, false);
      for (Path page : List.of(first, hostile)) {
        browser.open(page, "");
        JsonNode cut =
            browser.value(
                "Array.from(document.querySelectorAll('svg.chart')).filter(svg =>"
                    + " svg.getBoundingClientRect().width > 0).flatMap(svg => {"
                    + "const frame = svg.getBoundingClientRect();"
                    + "return Array.from(svg.querySelectorAll('text')).filter(text => {"
                    + "const box = text.getBoundingClientRect();"
                    + "return box.left < frame.left - 1 || box.right > frame.right + 1"
                    + " || box.top < frame.top - 2 || box.bottom > frame.bottom + 2;"
                    + "}).map(text => svg.id + ': ' + text.textContent)})");
        assertThat(cut.toString()).isEqualTo("[]");
      }
    }
  }

  private static List<String> texts(JsonNode node) {
    return new ObjectMapper().convertValue(node, new TypeReference<List<String>>() {});
  }

  private static JsonNode column(int number) throws Exception {
    return browser.value(
        "Array.from(document.querySelectorAll('#call-table tr.call')).map(row => row.cells["
            + number
            + "].textContent)");
  }

  @Test
  void callsAreSortedByTheHeadingThatIsPressed() throws Exception {
    browser.resize(1280, false);
    browser.open(first, "");
    List<Double> times = texts(column(6)).stream().map(Double::valueOf).toList();
    assertThat(times).hasSize(50).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    browser.value("document.querySelector('#call-table button[data-column=\"0\"]').click()");
    assertThat(texts(column(0))).isSorted();
    browser.value("document.querySelector('#call-table button[data-column=\"0\"]').click()");
    assertThat(texts(column(0))).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(
            browser
                .value("document.querySelector('#call-table th').getAttribute('aria-sort')")
                .asText())
        .isEqualTo("descending");
  }

  @Test
  void callsAreFilteredByCategoryAndText() throws Exception {
    browser.open(first, "#calls?scenario=1&category=data_movement");
    assertThat(texts(column(5))).isNotEmpty().containsOnly("data movement");
    assertThat(texts(column(1))).containsOnly("sme2");
    browser.value(
        "{const field = document.querySelector('#call-filters [name=text]');"
            + "field.value = 'DECODER.6'; field.dispatchEvent(new Event('input', {bubbles: true}))}");
    assertThat(texts(column(0))).isNotEmpty().allMatch(name -> name.startsWith("decoder.6"));
  }

  @Test
  void aChartLeadsToTheTableAndFromThereToTheCall() throws Exception {
    browser.resize(1280, false);
    browser.open(first, "");
    browser.value(
        "document.querySelector('#roofline-sme2-chart a')"
            + ".dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, view:"
            + " window}))");
    browser.value("new Promise(resolve => setTimeout(resolve, 300))");
    String place = browser.value("location.hash").asText();
    assertThat(place).matches("#call-1-\\d+");
    assertThat(
            browser.value("document.querySelector('" + place + " + tr.why').textContent").asText())
        .contains("bound by", "phases", "why it is there");
    assertThat(
            browser
                .value("document.querySelector('" + place + "').getBoundingClientRect().top")
                .asDouble())
        .isBetween(0.0, 900.0);
  }

  @Test
  void everyLinkWithinThePageHasItsPlace() throws Exception {
    browser.open(first, "");
    JsonNode dead =
        browser.value(
            "Array.from(document.querySelectorAll('a')).map(a => a.getAttribute('href'))"
                + ".filter(to => !to.startsWith('#calls?') && !to.startsWith('#call-')"
                + " && !document.getElementById(to.slice(1)))");
    assertThat(dead.toString()).isEqualTo("[]");
    assertThat(browser.value("document.querySelectorAll('a').length").asInt()).isGreaterThan(50);
  }

  @Test
  void pointingAtAChartShowsItsNumbers() throws Exception {
    browser.resize(1280, false);
    browser.open(first, "");
    String tip =
        browser
            .value(
                "{const area = document.querySelector('#latency-chart [data-tip]');"
                    + "area.dispatchEvent(new PointerEvent('pointermove', {bubbles: true, clientX:"
                    + " 300, clientY: 300})); document.getElementById('tip').textContent}")
            .asText();
    assertThat(tip).contains("neon", "ms");
  }

  @Test
  void namesAreTextWhateverIsInThem() throws Exception {
    browser.resize(1280, false);
    browser.open(hostile, "");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.value("document.querySelectorAll('img, main script').length").asInt())
        .as("no element but the data")
        .isEqualTo(1);
    assertThat(browser.value("document.querySelector('h1').textContent").asText())
        .isEqualTo(HOSTILE.replace("\u202e", "\\u202e").replace("\u0007", "\\u0007"));
    assertThat(browser.value("document.body.innerText").asText())
        .contains("<img src=x onerror=alert(1)>")
        .doesNotContain("\u202e");
  }

  /** The paper's width is 210 mm less margins; the viewer tool pdftoppm shows the pages. */
  @Test
  void printedChartsFitOnThePage() throws Exception {
    browser.resize(1280, false);
    browser.open(first, "");
    byte[] pdf = browser.pdf();
    Files.write(PICTURES.resolve("report.pdf"), pdf);
    assertThat(new String(pdf, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
    browser.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 703, "height", 1017, "deviceScaleFactor", 1, "mobile", false));
    JsonNode cut =
        browser.value(
            "Array.from(document.querySelectorAll('figure')).filter(figure => {"
                + "const shown = Array.from(figure.querySelectorAll('svg.chart'))"
                + ".map(svg => svg.getBoundingClientRect()).filter(box => box.width > 0);"
                + "return shown.length !== 1 || shown[0].right > 704 || shown[0].height > 1000;"
                + "}).map(figure => figure.id)");
    assertThat(cut.toString()).isEqualTo("[]");
    browser.call("Emulation.setEmulatedMedia", Map.of("media", ""));
  }
}
