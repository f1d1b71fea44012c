package io.tilewise.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathDataTest {

  @ParameterizedTest
  @CsvSource({
    "M5 9 L16 9 L16 20 Z, m5 9l11 0l0 11z",
    // After Z the path is where it began.
    "M10 10 L12 10 Z M11 11 L9.5 11, m10 10l2 0zm1 1l-1.5 0",
    "M0 0 Q1.04 2.06 3 4 L2 2, m0 0q1 2.1 3 4l-1-2",
    "M0 0 C1 1 2 2 3 3, m0 0c1 1 2 2 3 3",
  })
  void isRelativeInTenths(String data, String shortened) {
    assertThat(PathData.shortened(data)).isEqualTo(shortened);
  }

  /** Steps of 0.04 would each round to nothing; ten of them are 0.4. */
  @Test
  void roundingDoesNotAddUp() {
    StringBuilder data = new StringBuilder("M0 0");
    for (int i = 1; i <= 10; i++) {
      data.append(" L").append(i * 4 / 100.0).append(" 0");
    }
    double x = 0;
    for (String step : PathData.shortened(data.toString()).substring(5).split("l", -1)) {
      x += step.isEmpty() ? 0 : Double.parseDouble(step.split(" ", 2)[0]);
    }
    assertThat(x).isBetween(0.39, 0.41);
  }

  @Test
  void otherCommandsAreRefused() {
    assertThatThrownBy(() -> PathData.shortened("M0 0 A1 1 0 0 1 2 2"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
