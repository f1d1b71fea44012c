package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplanationTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-3, -3",
    "2.5, 2.5",
    "240.00000001, 240",
    "0.1244532, 0.124453",
    "15992809.4, 15992809",
    "1e14, 100000000000000",
    "1e18, 1.00000e+18",
    "0.00001398171, 1.39817e-05",
  })
  void numbersAreReadable(double value, String expected) {
    assertThat(Explanation.number(value)).isEqualTo(expected);
  }
}
