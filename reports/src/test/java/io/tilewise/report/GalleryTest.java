package io.tilewise.report;

import static io.tilewise.report.Results.scenario;
import static io.tilewise.report.Sensitivities.index;
import static io.tilewise.report.Sensitivities.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.CeilingResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.SliceResult;
import io.tilewise.experiment.sensitivity.SensitivityResult;
import io.tilewise.experiment.sensitivity.SensitivityResult.ParameterSensitivity;
import io.tilewise.report.chart.Canvas;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Chart;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.Fonts;
import io.tilewise.report.chart.HeatMapChart;
import io.tilewise.report.chart.HeatMapChart.Gap;
import io.tilewise.report.chart.HeatMapChart.Grid;
import io.tilewise.report.chart.LineChart;
import io.tilewise.report.chart.LineChart.Line;
import io.tilewise.report.chart.LineChart.Panel;
import io.tilewise.report.chart.LineChart.Point;
import io.tilewise.report.chart.Scale;
import io.tilewise.report.chart.TornadoChart;
import io.tilewise.report.chart.TornadoChart.Influence;
import io.tilewise.report.chart.TornadoChart.Moved;
import io.tilewise.report.chart.TradeOffChart;
import io.tilewise.report.chart.TradeOffChart.Choice;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of chart with small, usual and extreme data, on every canvas: within its margins, the
 * same every time, with words and numbers. The pictures are in {@code target/charts}, to be looked
 * at.
 */
class GalleryTest {

  private static final Caption CAPTION = new Caption("A title", "of something", "Source: a test");

  @BeforeAll
  static void fonts() {
    Fonts.install();
  }

  static Stream<Map.Entry<String, Figure>> figures() {
    Map<String, Figure> all = new LinkedHashMap<>();
    results()
        .forEach(
            (data, result) -> {
              for (ChartKinds.ChartKind kind : ChartKinds.all()) {
                kind.figures().apply(result).stream()
                    .limit(2)
                    .forEach(figure -> all.put(figure.key() + "." + data, figure));
              }
            });
    lines(all);
    tornados(all);
    indices(all);
    grids(all);
    tradeOffs(all);
    return all.entrySet().stream();
  }

  private static Map<String, RunResult> results() {
    String foreign = "\u7121\u7dda \u00dcber \u0395\u03bb";
    Map<String, RunResult> results = new LinkedHashMap<>();
    results.put("none", Results.of());
    results.put("one", Results.of(scenario("only", 5, 1, 1, 3, 1)));
    results.put("zeros", Results.of(scenario("a", 0, 0, 0, 0, 0), scenario("b", 0, 0, 0, 0, 0)));
    results.put("usual", Results.squeezeSam());
    results.put(
        "ceilings",
        Results.of(
            scenario("four", 40, 5, 5, 20, 10)
                .cores("ultra", "premium1", "a core with a name that is far too long for a chart")
                .ceilings(ceilings())
                .calls(oneAfterTheOther())));
    results.put("many", Results.many(30));
    results.put(
        "names",
        Results.titled(
            "A very long title ".repeat(20),
            scenario(foreign + "W".repeat(300), 881, 60, 40, 130, 52),
            scenario(foreign + "W".repeat(301), 95, 60, 40, 330, 52)));
    results.put(
        "calls",
        Results.of(
            scenario("before", 800, 100, 50, 100, 50)
                .ceilings(ceilings())
                .calls(calls(10_000, i -> 1e6 / (i + 1))),
            scenario("after", 80, 100, 50, 300, 50).calls(calls(10_000, i -> 100 + i % 7))));
    results.put(
        "tiny", Results.of(scenario("a", 1e-6, 0, 0, 0, 0), scenario("b", 1e8, 0, 0, 1, 0)));
    return results;
  }

  private static CeilingResult[] ceilings() {
    return new CeilingResult[] {
      new CeilingResult("compute", "neon", "fp16", 2.5e11),
      new CeilingResult("compute", "sme2", "fp16", 2.6e11),
      new CeilingResult("bandwidth", "l3", "", 1e11),
      new CeilingResult("bandwidth", "dram", "", 9.9e10)
    };
  }

  /** 120 calls, of which every third has no multiply-accumulates. */
  private static CallResult[] oneAfterTheOther() {
    CallResult[] calls = new CallResult[120];
    double start = 0;
    for (int i = 0; i < calls.length; i++) {
      double duration = 20 + 600.0 * (i % 7) * (i % 7) / 36;
      calls[i] = call(i, start, duration, i % 3 == 0 ? 0 : 40_000L * (i + 1));
      start += duration;
    }
    return calls;
  }

  private static CallResult call(int i, double startUs, double durationUs, long macs) {
    CallResult plain = Results.call(i, "stage." + i, durationUs, "");
    return new CallResult(
        i,
        plain.name(),
        plain.operator(),
        plain.kernel(),
        List.of("convolution", "gemm", "data_movement").get(i % 3),
        plain.backend(),
        i % 2 == 0 ? "sme2" : "neon",
        "",
        plain.shape(),
        "fp16",
        plain.origin(),
        startUs,
        durationUs,
        2,
        plain.boundBy(),
        macs,
        3_000L * (1 + i % 11),
        plain.phases(),
        plain.event(),
        plain.name(),
        Map.of("dram", 1_000L * (i % 50)),
        i % 2 == 0 ? Map.of("sme2.outer_products", durationUs * 0.6) : Map.of(),
        List.of(),
        List.of(
            new SliceResult("ultra", startUs, durationUs, 8, Map.of(), Map.of(), 0),
            new SliceResult("premium1", startUs, durationUs / 2, 4, Map.of(), Map.of(), 0)));
  }

  private static CallResult[] calls(int count, IntToDoubleFunction duration) {
    return IntStream.range(0, count)
        .mapToObj(i -> Results.call(i, "stage." + i, duration.applyAsDouble(i), ""))
        .toArray(CallResult[]::new);
  }

  private static void lines(Map<String, Figure> all) {
    Scale bandwidth = Scale.linear("DRAM bandwidth", "GB/s");
    Scale latency = Scale.fromZero("latency", "ms");
    add(all, "lines.usual", bandwidth, new Panel(latency, of(3, 12), false));
    add(all, "lines.one-point", bandwidth, new Panel(latency, of(1, 1), false));
    add(all, "lines.none", bandwidth, new Panel(latency, List.of(), false));
    add(all, "lines.many", bandwidth, new Panel(latency, of(40, 200), false));
    add(
        all,
        "lines.names",
        bandwidth,
        new Panel(latency, List.of(new Line("\u03a9 W".repeat(100), points(9, 1))), false));
    Scale time = Scale.linear("time", "s");
    add(
        all,
        "steps.usual",
        time,
        new Panel(Scale.fromZero("power", "W"), List.of(new Line("", points(40, 1))), true),
        new Panel(Scale.fromZero("clock", "GHz"), of(3, 20), true),
        new Panel(
            Scale.linear("temperature", "\u00b0C"), List.of(new Line("", points(200, 9))), false));
    add(
        all,
        "log.usual",
        Scale.logarithmic("size", "KiB"),
        new Panel(Scale.logarithmic("time", "us"), of(2, 30), false));
  }

  private static void add(Map<String, Figure> all, String name, Scale x, Panel... panels) {
    all.put(
        name,
        new Figure(
            name,
            CAPTION,
            "Lines.",
            LineChart.table(CAPTION, x, List.of(panels)),
            canvas -> LineChart.chart(CAPTION, canvas, x, List.of(panels))));
  }

  private static List<Line> of(int lines, int points) {
    return IntStream.range(0, lines)
        .mapToObj(i -> new Line("scenario " + i, points(points, 1 + i)))
        .toList();
  }

  private static List<Point> points(int count, int factor) {
    return IntStream.range(1, count + 1)
        .mapToObj(i -> Point.of(i, factor * (20 + 100.0 / i + 3 * Math.sin(i))))
        .toList();
  }

  private static void tornados(Map<String, Figure> all) {
    Moved latency = new Moved("latency", "ms", 301.5);
    List<Influence> usual =
        List.of(
            new Influence("memory.dram.latency", "110 ns", "140 ns", 291, 322),
            new Influence("matrix_units.sme2.clock", "1.8 GHz", "3 GHz", 340, 285),
            new Influence("issue_rates.matrix", "1.67", "1.96", 301.2, 301.9),
            new Influence("both.above", "1", "2", 310, 330));
    all.put("tornado.usual", TornadoChart.of("tornado", CAPTION, latency, usual));
    all.put("tornado.none", TornadoChart.of("tornado", CAPTION, latency, List.of()));
    List<Influence> many = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      many.add(new Influence("p".repeat(50) + i, "0", "1", 301.5 - i, 301.5 + i));
    }
    all.put("tornado.many", TornadoChart.of("tornado", CAPTION, latency, many));
  }

  private static void indices(Map<String, Figure> all) {
    Map<String, SensitivityResult> results = new LinkedHashMap<>();
    results.put("usual", Sensitivities.usual());
    results.put("none", Sensitivities.of(parameter("p", index(0, 0), index(0, 0))));
    results.put(
        "small-sample",
        Sensitivities.of(
            parameter("below.zero", index(-0.4, 0.5), index(1.3, 0.6)),
            parameter("above.its.total", index(0.9, 0.3), index(0.2, 0.1))));
    results.put(
        "many",
        Sensitivities.of(
            IntStream.range(0, 40)
                .mapToObj(i -> parameter("p".repeat(60) + i, index(0.02, 0.01), index(0.03, 0.01)))
                .toArray(ParameterSensitivity[]::new)));
    results.forEach(
        (data, result) -> all.put("indices." + data, SensitivityReport.charts(result).get(1)));
  }

  private static void grids(Map<String, Figure> all) {
    all.put("heat.usual", grid(6, 5));
    all.put("heat.one", grid(1, 1));
    all.put("heat.large", grid(60, 40));
    all.put("heat.wide", grid(40, 2));
  }

  private static Figure grid(int columns, int rows) {
    List<List<Double>> values = new ArrayList<>();
    List<List<Gap>> gaps = new ArrayList<>();
    List<Gap> kinds = List.of(Gap.NONE, Gap.FAILED, Gap.LEFT_OUT, Gap.NO_VALUE);
    for (int y = 0; y < rows; y++) {
      List<Double> row = new ArrayList<>();
      List<Gap> rowGaps = new ArrayList<>();
      for (int x = 0; x < columns; x++) {
        // In the second row a gap of each kind, after a value.
        boolean isMissing = rows > 2 && y == 1 && x < kinds.size();
        Gap gap = isMissing ? kinds.get(x) : Gap.NONE;
        row.add(gap == Gap.NONE ? 100 + 900.0 / (1 + x) + 300.0 / (1 + y) : Double.NaN);
        rowGaps.add(gap);
      }
      values.add(row);
      gaps.add(rowGaps);
    }
    return HeatMapChart.of(
        "heat",
        CAPTION,
        new Grid(
            Scale.linear("memory.dram.bandwidth", ""),
            IntStream.range(0, columns).mapToObj(i -> 10 * (i + 1) + " GB/s").toList(),
            Scale.linear("matrix_units.sme2.svl", ""),
            IntStream.range(0, rows).mapToObj(i -> 128 * (i + 1) + " bit").toList(),
            Scale.linear("latency", "ms"),
            values,
            gaps,
            true));
  }

  private static void tradeOffs(Map<String, Figure> all) {
    Scale latency = Scale.linear("latency", "ms");
    Scale energy = Scale.linear("energy", "mJ");
    List<Choice> usual =
        List.of(
            new Choice("neon, 1 core", 1187, 900),
            new Choice("sme2, 1 core", 301, 420),
            new Choice("sme2, 4 cores", 160, 510),
            new Choice("neon, 4 cores", 400, 800),
            new Choice("sme2, low clock", 420, 330));
    all.put("trade-off.usual", TradeOffChart.of("trade-off", CAPTION, latency, energy, usual));
    all.put("trade-off.none", TradeOffChart.of("trade-off", CAPTION, latency, energy, List.of()));
    List<Choice> many =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    new Choice(
                        "choice with a long name " + i,
                        100 + i * 37 % 1000,
                        50 + 1e5 / (100 + i * 37 % 1000) + i * 53 % 400))
            .toList();
    all.put("trade-off.many", TradeOffChart.of("trade-off", CAPTION, latency, energy, many));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void isWithinItsMarginsAndTheSameEveryTime(Map.Entry<String, Figure> entry) throws IOException {
    Figure figure = entry.getValue();
    Path folder = Files.createDirectories(Path.of("target", "charts"));
    for (Canvas canvas : List.of(Canvas.FILE, Canvas.PHONE)) {
      Chart chart = figure.drawing().on(canvas);
      byte[] png = chart.png();
      String width = canvas.isNarrow() ? "-phone" : "";
      Files.write(folder.resolve(entry.getKey() + width + ".png"), png);
      assertThat(chart.width()).isEqualTo(canvas.width());
      assertThat(edgesArePaper(ImageIO.read(new ByteArrayInputStream(png)))).isTrue();
    }
    assertThat(figure.summary()).isNotBlank();
    assertThat(figure.key()).matches("[a-z0-9.-]+");
    assertThat(figure.drawing().on(Canvas.FILE).pdf())
        .isEqualTo(figure.drawing().on(Canvas.FILE).pdf());
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
}
