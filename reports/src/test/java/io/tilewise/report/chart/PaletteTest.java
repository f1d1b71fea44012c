package io.tilewise.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.Category;
import java.awt.Color;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PaletteTest {

  /** CIE L*: equal steps look equally large, black is 0 and white is 100. */
  private static double lightness(Color color) {
    return 116 * Math.cbrt(Palette.luminance(color)) - 16;
  }

  @Test
  void luminanceIsThatOfWcag() {
    assertThat(Palette.luminance(Color.BLACK)).isZero();
    assertThat(Palette.luminance(Color.WHITE)).isEqualTo(1, Offset.offset(1e-12));
    // 128 / 255 = 0.50196; ((0.50196 + 0.055) / 1.055)^2.4 = 0.21586.
    assertThat(Palette.luminance(Color.GRAY)).isEqualTo(0.21586, Offset.offset(1e-5));
  }

  @Test
  void neighboursInABarDifferInLightnessAlone() {
    List<Double> steps = Palette.CATEGORIES.stream().map(PaletteTest::lightness).toList();
    assertThat(steps).hasSize(Category.values().length);
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i) - steps.get(i - 1)).as("step %s", i).isGreaterThan(14);
      double onDark = lightness(dark("part" + (i - 1))) - lightness(dark("part" + i));
      assertThat(onDark).as("step %s on a dark page", i).isGreaterThan(14);
    }
    assertThat(lightness(Color.WHITE) - steps.get(4)).as("to the paper").isGreaterThan(9);
    assertThat(lightness(dark("part4")) - lightness(dark("paper"))).isGreaterThan(9);
  }

  private static Color dark(String name) {
    return tone(name).dark();
  }

  private static Palette.Tone tone(String name) {
    return Palette.all().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  /** WCAG 2, level AA: 4.5 for text, 3 for what a chart is drawn with. */
  @Test
  void textAndMarksAreReadableOnPaperAndOnADarkPage() {
    for (String text : List.of("text", "quiet")) {
      for (String ground : List.of("paper", "band")) {
        assertThat(Palette.contrast(tone(text).light(), tone(ground).light()))
            .as(text + " on " + ground)
            .isGreaterThan(4.5);
        assertThat(Palette.contrast(dark(text), dark(ground)))
            .as(text + " on dark " + ground)
            .isGreaterThan(4.5);
      }
    }
    // Links.
    assertThat(Palette.contrast(tone("part1").light(), Color.WHITE)).isGreaterThan(4.5);
    assertThat(Palette.contrast(dark("part1"), dark("paper"))).isGreaterThan(4.5);
    for (String mark : List.of("part1", "baseline", "signal", "part2", "violet", "olive")) {
      assertThat(Palette.contrast(tone(mark).light(), Color.WHITE)).as(mark).isGreaterThan(3);
      assertThat(Palette.contrast(dark(mark), dark("paper"))).as("dark " + mark).isGreaterThan(3);
    }
  }

  @Test
  void labelsAreReadableOnEveryColour() {
    for (int i = 0; i < Palette.CATEGORIES.size(); i++) {
      Color colour = Palette.CATEGORIES.get(i);
      assertThat(Palette.contrast(colour, Palette.textOn(colour))).isGreaterThan(4.5);
      assertThat(Palette.tone(Palette.textOn(colour))).contains(tone("ink" + i));
      assertThat(Palette.contrast(dark("part" + i), dark("ink" + i))).isGreaterThan(4.5);
    }
  }

  @Test
  void coloursOfAPageAreToldApartByTheirValues() {
    assertThat(Palette.all()).extracting(Palette.Tone::light).doesNotHaveDuplicates();
    assertThat(Palette.SERIES).allMatch(colour -> Palette.tone(colour).isPresent());
  }
}
