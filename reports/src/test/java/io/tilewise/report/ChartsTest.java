package io.tilewise.report;

import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.Fonts;
import io.tilewise.report.chart.Palette;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartsTest {

  @BeforeAll
  static void fonts() {
    Fonts.install();
  }

  private static BufferedImage latency(RunResult result) throws IOException {
    return image(Charts.draw(result).get("charts/latency.png"));
  }

  private static BufferedImage categories(RunResult result) throws IOException {
    return image(Charts.draw(result).get("charts/categories.png"));
  }

  private static BufferedImage image(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /** The longest run of a colour in any line: the length of a bar that has it, in pixels. */
  private static int longestRun(BufferedImage image, Color colour) {
    return IntStream.range(0, image.getHeight()).map(y -> run(image, y, colour)).max().orElse(0);
  }

  private static int run(BufferedImage image, int y, Color colour) {
    int longest = 0;
    int run = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      run = image.getRGB(x, y) == colour.getRGB() ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  @Test
  void barsAreAsLongAsTheLatencies() throws IOException {
    BufferedImage image = latency(Results.squeezeSam());
    double baseline = longestRun(image, Palette.BASELINE_BAR);
    double compared = longestRun(image, Palette.BAR);
    assertThat(baseline).isGreaterThan(1000);
    // 1163 / 298 = 3.90; a bar's end may be off by a pixel.
    assertThat(baseline / compared).isBetween(3.87, 3.93);
  }

  @Test
  void segmentsAreAsLongAsTheCategories() throws IOException {
    BufferedImage image = categories(Results.of(scenario("a", 100, 50, 200, 25, 400)));
    double[] lengths =
        Palette.CATEGORIES.stream().mapToDouble(colour -> longestRun(image, colour)).toArray();
    assertThat(lengths[2] / lengths[1]).isBetween(3.9, 4.1);
    assertThat(lengths[4] / lengths[0]).isBetween(3.9, 4.1);
    assertThat(lengths[1] / lengths[3]).isBetween(1.9, 2.1);
  }

  @Test
  void labelsHaveTheTimeAndTheSpeedup() {
    assertThat(LatencyChart.labels(Results.squeezeSam()))
        .containsExactly("1163.0 ms", "298.0 ms  (3.90x)");
    assertThat(LatencyChart.labels(Results.of(scenario("a", 0, 0, 0, 0, 0))))
        .containsExactly("0.0 ms");
  }

  static Stream<Arguments> degenerate() {
    String foreign = "\u7121\u7dda \u00dcber \u0395\u03bb";
    return Stream.of(
        Arguments.of("none", Results.of(), 1),
        Arguments.of("one", Results.of(scenario("a", 1, 1, 1, 1, 1)), 1),
        Arguments.of("zeros", Results.of(scenario("a", 0, 0, 0, 0, 0)), 1),
        Arguments.of("tiny", Results.of(scenario("a", 1e-6, 0, 0, 0, 0)), 1),
        Arguments.of("huge", Results.of(scenario("a", 1e8, 0, 0, 0, 0)), 1),
        Arguments.of("many", Results.many(30), 30),
        Arguments.of(
            "names",
            Results.titled(
                "t\n".repeat(300),
                scenario(foreign + "W".repeat(300), 1, 1, 1, 1, 1),
                scenario(foreign + "W".repeat(301), 1, 1, 1, 1, 1)),
            2));
  }

  /** Text and bars stay inside: the outermost pixels are paper, and there is ink within. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("degenerate")
  void anyDataIsDrawnWithinItsMargins(String name, RunResult result, int bars) throws IOException {
    for (BufferedImage image : new BufferedImage[] {latency(result), categories(result)}) {
      assertThat(image.getWidth()).isEqualTo(1800);
      assertThat(image.getHeight()).isGreaterThanOrEqualTo(2 * 26 * bars + 100);
      assertThat(edgesArePaper(image)).as(name).isTrue();
      assertThat(inkRows(image)).as(name).isGreaterThan(50);
    }
  }

  private static boolean edgesArePaper(BufferedImage image) {
    int white = Color.WHITE.getRGB();
    int right = image.getWidth() - 1;
    int bottom = image.getHeight() - 1;
    return IntStream.rangeClosed(0, bottom)
            .allMatch(y -> image.getRGB(0, y) == white && image.getRGB(right, y) == white)
        && IntStream.rangeClosed(0, right)
            .allMatch(x -> image.getRGB(x, 0) == white && image.getRGB(x, bottom) == white);
  }

  private static long inkRows(BufferedImage image) {
    return IntStream.range(0, image.getHeight())
        .filter(
            y ->
                IntStream.range(0, image.getWidth())
                    .anyMatch(x -> Palette.luminance(new Color(image.getRGB(x, y))) < 0.3))
        .count();
  }

  @Test
  void svgHasItsTextAsOutlines() {
    Map<String, byte[]> files = Charts.draw(Results.squeezeSam());
    String svg = new String(files.get("charts/latency.svg"), StandardCharsets.UTF_8);
    assertThat(svg).contains("width=\"900\"", "<path").doesNotContain("<text", "\r");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1.1,2", "2,2", "3,5", "7,10", "160,200", "0.0003,0.0005"})
  void ticksStandAtRoundNumbers(double least, double step) {
    assertThat(ChartTheme.niceStep(least)).isEqualTo(step);
  }
}
