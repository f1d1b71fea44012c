package io.tilewise.report;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.SliceResult;
import io.tilewise.report.Tracks.Block;
import io.tilewise.report.Tracks.Track;
import io.tilewise.report.chart.Canvas;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Chart;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.chart.Scale;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import io.tilewise.workload.Category;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;

/**
 * What cores, matrix units and levels of the memory system did over time, coloured by operator
 * category. On a core a block is a thread's part of a call; on a unit and a level its height is the
 * share of the unit's busiest pipe, or of the bandwidth, that the call uses on average.
 */
final class TimelineChart {

  private static final int TRACK = 34;
  private static final int AROUND = 100;

  private TimelineChart() {}

  /** One for each scenario. */
  static List<Figure> of(RunResult result) {
    List<String> keys = Keys.of("timeline", result);
    return IntStream.range(0, keys.size()).mapToObj(i -> figure(result, i, keys.get(i))).toList();
  }

  private static Figure figure(RunResult result, int index, String key) {
    ScenarioResult scenario = result.scenarios().get(index);
    Caption caption = Caption.of("Timeline of " + scenario.name(), result);
    List<Track> tracks = tracks(scenario, index);
    return new Figure(
        key,
        caption,
        summary(scenario, tracks),
        table(caption, scenario, tracks),
        canvas -> chart(caption, canvas, scenario, tracks));
  }

  private static List<Track> tracks(ScenarioResult scenario, int index) {
    Map<String, List<Block>> tracks = new LinkedHashMap<>();
    scenario.cores().forEach(core -> tracks.put(core, new ArrayList<>()));
    Map<String, Double> bandwidths = new LinkedHashMap<>();
    scenario.ceilings().stream()
        .filter(ceiling -> !ceiling.limitsOperations())
        .forEach(ceiling -> bandwidths.put(ceiling.resource(), ceiling.perSecond()));
    for (CallResult call : scenario.calls()) {
      addCores(tracks, scenario, call, index);
      units(call)
          .forEach(
              (unit, busy) ->
                  tracks
                      .computeIfAbsent(unit, u -> new ArrayList<>())
                      .add(block(call, busy / call.durationUs(), index)));
    }
    for (CallResult call : scenario.calls()) {
      call.levelBytes()
          .forEach(
              (level, bytes) -> {
                Double bandwidth = bandwidths.get(level);
                if (bandwidth != null && bytes > 0) {
                  double share = bytes / bandwidth / (call.durationUs() / 1e6);
                  tracks
                      .computeIfAbsent(level, l -> new ArrayList<>())
                      .add(block(call, share, index));
                }
              });
    }
    return tracks.entrySet().stream().map(t -> new Track(t.getKey(), t.getValue())).toList();
  }

  private static void addCores(
      Map<String, List<Block>> tracks, ScenarioResult scenario, CallResult call, int index) {
    if (call.slices().isEmpty() && !scenario.cores().isEmpty()) {
      tracks.get(scenario.cores().get(0)).add(block(call, 1, index));
    }
    for (SliceResult slice : call.slices()) {
      tracks
          .computeIfAbsent(slice.core(), core -> new ArrayList<>())
          .add(
              new Block(
                  slice.startUs() / 1000,
                  (slice.startUs() + slice.durationUs()) / 1000,
                  1,
                  colour(call),
                  tip(call, slice.durationUs()) + ", " + slice.tiles() + " tiles",
                  Links.call(index, call.index())));
    }
  }

  /** The busiest pipe of each unit. */
  private static Map<String, Double> units(CallResult call) {
    Map<String, Double> units = new LinkedHashMap<>();
    call.unitUs().forEach((pipe, time) -> units.merge(Tracks.unitOf(pipe), time, Math::max));
    return units;
  }

  private static Block block(CallResult call, double share, int index) {
    String used = share < 1 ? ", " + Numbers.fixed(100 * share, 0) + " % used" : "";
    return new Block(
        call.startUs() / 1000,
        (call.startUs() + call.durationUs()) / 1000,
        Math.min(1, share),
        colour(call),
        tip(call, call.durationUs()) + used,
        Links.call(index, call.index()));
  }

  private static String tip(CallResult call, double durationUs) {
    return call.name()
        + " ("
        + call.operator()
        + "): "
        + Numbers.fixed(durationUs / 1000, 3)
        + " ms from "
        + Numbers.fixed(call.startUs() / 1000, 3)
        + " ms";
  }

  private static Color colour(CallResult call) {
    return Arrays.stream(Category.values())
        .filter(category -> category.key().equals(call.category()))
        .map(category -> Palette.of(category))
        .findFirst()
        .orElse(Palette.BASELINE_BAR);
  }

  private static Chart chart(
      Caption caption, Canvas canvas, ScenarioResult scenario, List<Track> tracks) {
    int count = Math.max(1, tracks.size());
    String[] names =
        tracks.isEmpty()
            ? new String[] {""}
            : tracks.stream()
                .map(
                    track ->
                        ChartTheme.shown(track.name(), ChartTheme.LABEL_FONT, canvas.longestName()))
                .toArray(String[]::new);
    SymbolAxis axis = new SymbolAxis(null, names);
    ChartTheme.style(axis);
    axis.setTickLabelPaint(Palette.TEXT);
    axis.setGridBandsVisible(false);
    axis.setRange(-0.5, count - 0.5);
    axis.setInverted(true);
    double end = scenario.latencyMs() > 0 ? scenario.latencyMs() : 1;
    XYPlot plot =
        new XYPlot(
            null,
            Scale.fromZero("time", "ms").axis(new Range(0, end), canvas.mostTicks()),
            axis,
            null);
    ChartTheme.style(plot);
    plot.setRangeGridlinesVisible(false);
    plot.setInsets(new RectangleInsets(8, 0, 4, ChartTheme.TICK_ROOM));
    plot.addAnnotation(new Tracks(tracks));
    JFreeChart chart = ChartTheme.framed(caption, plot, canvas);
    List<ChartTheme.Key> keys =
        Arrays.stream(Category.values())
            .map(category -> new ChartTheme.Key(Breakdown.label(category), Palette.of(category)))
            .toList();
    ChartTheme.addLegend(chart, keys);
    int height = ChartTheme.frameHeight(canvas) + AROUND + count * TRACK;
    return new Chart(chart, canvas.width(), height);
  }

  private static String summary(ScenarioResult scenario, List<Track> tracks) {
    return tracks.stream()
        .map(track -> track.name() + " " + Numbers.percent(track.used(), scenario.latencyMs(), 0))
        .reduce((a, b) -> a + ", " + b)
        .map(text -> "Used on average: " + text + ".")
        .orElse("Nothing ran.");
  }

  private static ReportTable table(Caption caption, ScenarioResult scenario, List<Track> tracks) {
    return new ReportTable(
        caption.title(),
        "track",
        tracks.stream().map(Track::name).toList(),
        List.of(
            new Group(
                "",
                List.of(
                    Column.number(
                        "calls",
                        tracks.stream().map(t -> Integer.toString(t.blocks().size())).toList()),
                    Column.number(
                        "in use (ms)",
                        tracks.stream().map(t -> Numbers.fixed(t.used(), 3)).toList()),
                    Column.number(
                        "of the time",
                        tracks.stream()
                            .map(t -> Numbers.percent(t.used(), scenario.latencyMs(), 1))
                            .toList())))),
        List.of());
  }
}
