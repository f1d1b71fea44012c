package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.sweep.LocalEngine;
import io.tilewise.experiment.sweep.Sweep;
import io.tilewise.experiment.sweep.SweepReader;
import io.tilewise.experiment.sweep.SweepRun;
import io.tilewise.report.chart.Canvas;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.text.ReportTable.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What charts of sweeps show, and what they say where there is nothing to show. */
class SweepChartsTest {
  private static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  @TempDir private Path folder;

  private Figure figure(String keys) throws IOException {
    try (Stream<Path> files = Files.walk(CONFIGS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(CONFIGS.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Path file = folder.resolve("experiments/sweep.yaml");
    Files.writeString(
        file,
        "title: A sweep\nexperiment: 13-hybrid-gemm-vivo-x300.yaml\nscenarios: [sme2-1]\n" + keys);
    Sweep sweep = SweepReader.read(file, List.of(), List.of());
    try (SweepRun run = SweepRun.open(sweep, "test", folder)) {
      return SweepCharts.of(run.run(new LocalEngine(1), (finished, all) -> {})).get(0);
    }
  }

  private static JFreeChart picture(Figure figure) {
    return figure.drawing().on(Canvas.FILE).picture();
  }

  /** The shorter vector takes many times as long, and both panels show how long that is. */
  @Test
  void panelsOfSmallMultiplesHaveOneScale() throws IOException {
    Figure figure =
        figure(
            """
            axes:
              - {name: clock, path: matrix_units.sme2.clock, values: [1 GHz, 2 GHz]}
              - {name: latency, path: memory.dram.latency, values: [110 ns, 120 ns]}
              - {name: SVL, path: matrix_units.sme2.svl, values: [128 bit, 1024 bit]}
            """);
    assertThat(figure.caption().subtitle())
        .isEqualTo("latency (ms) of sme2-1 over clock (GHz), latency (ns), SVL (bit)");
    CombinedDomainXYPlot plot = (CombinedDomainXYPlot) picture(figure).getPlot();
    List<?> panels = plot.getSubplots();
    assertThat(panels).hasSize(2);
    XYPlot first = (XYPlot) panels.get(0);
    XYPlot second = (XYPlot) panels.get(1);
    assertThat(first.getRangeAxis().getRange()).isEqualTo(second.getRangeAxis().getRange());
    assertThat(first.getRangeAxis().getLabel()).isEqualTo("latency, SVL 128 (ms)");
  }

  /** Of 9 points 3 are left out, and 2 of the others have more threads than there are cores. */
  @Test
  void cellsWithoutAValueAreMarkedAndTheLegendSaysWhy() throws IOException {
    Figure figure =
        figure(
            """
            axes:
              - {name: threads, path: run.threads, values: [1, 2, 100]}
              - {name: clock, path: matrix_units.sme2.clock, from: 1 GHz, to: 3 GHz, steps: 3}
            constraints: ["clock < 2.9 GHz"]
            """);
    assertThat(figure.caption().subtitle())
        .isEqualTo("latency (ms) of sme2-1 over threads, clock (GHz); 2 of 6 points failed");
    assertThat(legend(picture(figure))).containsExactly("failed", "left out by constraints");
    List<Column> columns = figure.data().groups().get(0).columns();
    assertThat(columns.get(2).cells())
        .containsExactly("failed", "failed", "left out by constraints");
    assertThat(columns.get(0).cells().get(2)).isEqualTo("left out by constraints");
  }

  private static List<String> legend(JFreeChart picture) {
    List<String> labels = new ArrayList<>();
    for (Object title : picture.getSubtitles()) {
      if (title instanceof LegendTitle legend) {
        LegendItemCollection items = legend.getSources()[0].getLegendItems();
        for (int i = 0; i < items.getItemCount(); i++) {
          labels.add(items.get(i).getLabel());
        }
      }
    }
    return labels;
  }

  @Test
  void aLineIsBrokenWhereAPointFailed() throws IOException {
    Figure figure =
        figure(
            """
            axes: [{name: SVL, path: matrix_units.sme2.svl, from: 256 bit, to: 512 bit, steps: 3}]
            """);
    CombinedDomainXYPlot plot = (CombinedDomainXYPlot) picture(figure).getPlot();
    var data = plot.getSubplots().get(0).getDataset();
    assertThat(data.getItemCount(0)).isEqualTo(3);
    assertThat(data.getYValue(0, 1)).isNaN();
    assertThat(data.getYValue(0, 2)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "latency_ms, ms, latency (ms)",
    "speedup, x, speed-up (x)",
    "data_movement_share, '', data movement share",
    "bound_by.ultra.outer_products, ms, time bound by ultra.outer_products (ms)",
    "energy_mj, mJ, energy (mJ)",
    "categories.gemm.latency_ms, ms, categories.gemm.latency (ms)"
  })
  void metricsAreNamedInWords(String metric, String unit, String words) {
    assertThat(MetricName.withUnit(metric, unit)).isEqualTo(words);
  }
}
