package io.tilewise.report;

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
    }
    assertThat(lightness(Color.WHITE) - steps.get(4)).as("to the paper").isGreaterThan(9);
  }

  @Test
  void labelsAreReadableOnEveryColour() {
    for (Color colour : Palette.CATEGORIES) {
      double a = Palette.luminance(colour);
      double b = Palette.luminance(Palette.textOn(colour));
      assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).isGreaterThan(4.5);
    }
  }
}
