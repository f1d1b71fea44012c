package io.tilewise.config;

import static io.tilewise.config.Dimension.BANDWIDTH;
import static io.tilewise.config.Dimension.CAPACITANCE;
import static io.tilewise.config.Dimension.COUNT;
import static io.tilewise.config.Dimension.CYCLES;
import static io.tilewise.config.Dimension.DATA;
import static io.tilewise.config.Dimension.ENERGY_PER_DATA;
import static io.tilewise.config.Dimension.FRACTION;
import static io.tilewise.config.Dimension.FREQUENCY;
import static io.tilewise.config.Dimension.INSTRUCTION_RATE;
import static io.tilewise.config.Dimension.NUMBER;
import static io.tilewise.config.Dimension.TEMPERATURE;
import static io.tilewise.config.Dimension.TIME;
import static io.tilewise.config.Dimension.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    // The right-hand side is the literal a programmer would write: the nearest double.
    "4.21 GHz, FREQUENCY, 4.21e9",
    "4.21GHz, FREQUENCY, 4.21e9",
    "85.3 GB/s, BANDWIDTH, 85.3e9",
    "2 MiB, DATA, 2097152",
    "2 MB, DATA, 2e6",
    "1.5 GiB/s, BANDWIDTH, 1610612736",
    "2 cycles, CYCLES, 2",
    "1 cycle, CYCLES, 1",
    "5 pJ/bit, ENERGY_PER_DATA, 40e-12",
    "120 ns, TIME, 120e-9",
    "0.1 us, TIME, 1e-7",
    "3 min, TIME, 180",
    "1e-3 s, TIME, 0.001",
    "1E3 Hz, FREQUENCY, 1000",
    "-40 degC, TEMPERATURE, -40",
    "512 bit, WIDTH, 512",
    "512 bits, WIDTH, 512",
    "80 %, FRACTION, 0.8",
    "0.8, FRACTION, 0.8",
    "4, COUNT, 4",
    "4.0, COUNT, 4",
    "2.7, NUMBER, 2.7",
    "588 uW/MHz/V^2, CAPACITANCE, 588e-12",
    "4 instructions/cycle, INSTRUCTION_RATE, 4",
    "0 Hz, FREQUENCY, 0",
  })
  void readsTheNearestDoubleInTheBaseUnit(String text, Dimension dimension, double expected) {
    assertThat(Quantity.parse(text, dimension).inBaseUnit()).isEqualTo(expected);
  }

  @Test
  void bothMicroSignsAndTheLetterUAreMicro() {
    Quantity expected = Quantity.parse("3 us", TIME);
    assertThat(Quantity.parse("3 \u00b5s", TIME)).isEqualTo(expected).hasToString("3 us");
    assertThat(Quantity.parse("3 \u03bcs", TIME)).isEqualTo(expected);
  }

  @Test
  void convertsExactly() {
    // 0.1 us = 100 ns exactly, though 0.1 * 1000 in doubles needs luck.
    assertThat(Quantity.parse("0.1 us", TIME).in("ns")).isEqualTo(100.0);
    assertThat(Quantity.parse("4.21 GHz", FREQUENCY).in("MHz")).isEqualTo(4210.0);
    assertThat(Quantity.parse("1 GiB", DATA).in("MiB")).isEqualTo(1024.0);
    // 1 s is no finite decimal number of minutes.
    assertThat(Quantity.parse("1 s", TIME).in("min")).isEqualTo(1.0 / 60);
    assertThatThrownBy(() -> Quantity.parse("1 s", TIME).in("GHz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"GHz\" is not a unit of a time (ps, ns, us, ms, s, min, h)");
  }

  @ParameterizedTest
  @CsvSource({
    "4.210GHz, FREQUENCY, 4.21 GHz",
    "1000 MHz, FREQUENCY, 1000 MHz",
    "1e3 MHz, FREQUENCY, 1000 MHz",
    "1 cycles, CYCLES, 1 cycle",
    "2 cycle, CYCLES, 2 cycles",
    "0 cycle, CYCLES, 0 cycles",
    "512 bits, WIDTH, 512 bit",
    "80%, FRACTION, 80 %",
    "0.80, FRACTION, 0.8",
    "1e-30 s, TIME, 1E-30 s",
    "1 instructions/cycle, INSTRUCTION_RATE, 1 instruction/cycle",
  })
  void printsCanonically(String text, Dimension dimension, String printed) {
    assertThat(Quantity.parse(text, dimension)).hasToString(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "68 GB | BANDWIDTH | \"68 GB\" is an amount of data, but a bandwidth is needed (B/s, kB/s,"
            + " MB/s, GB/s, TB/s, KiB/s, MiB/s, GiB/s); for instance \"68 GB/s\"",
        "68 MiB | BANDWIDTH | \"68 MiB\" is an amount of data, but a bandwidth is needed (B/s,"
            + " kB/s, MB/s, GB/s, TB/s, KiB/s, MiB/s, GiB/s); for instance \"68 MiB/s\"",
        "4.21 | FREQUENCY | \"4.21\" has no unit, but a frequency is needed (Hz, kHz, MHz, GHz); for"
            + " instance \"4.21 GHz\"",
        "5 mhz | FREQUENCY | \"5 mhz\" has the unknown unit \"mhz\", but a frequency is needed (Hz,"
            + " kHz, MHz, GHz); for instance \"5 MHz\"",
        "2 ns | CYCLES | \"2 ns\" is a time, but a number of cycles is needed (cycles); for instance"
            + " \"2 cycles\"",
        "5 pJ | ENERGY_PER_DATA | \"5 pJ\" is an energy, but an energy per amount of data is needed"
            + " (pJ/bit, pJ/B, nJ/B, J/B); for instance \"5 pJ/bit\"",
        "fast | FREQUENCY | \"fast\" is not a frequency, but a frequency is needed (Hz, kHz, MHz,"
            + " GHz); for instance \"1 GHz\"",
        "1,5 GHz | FREQUENCY | \"1,5 GHz\" is not a plain decimal number followed by a unit, but a"
            + " frequency is needed (Hz, kHz, MHz, GHz); for instance \"1 GHz\"",
        "2.5 | COUNT | \"2.5\" is not a whole number, but a count is needed (a whole number without"
            + " unit); for instance \"2\"",
        "4 cycles | COUNT | \"4 cycles\" is a number of cycles, but a count is needed (a whole number"
            + " without unit); for instance \"4\"",
        "3 W | FRACTION | \"3 W\" is a power, but a fraction is needed (a number without unit, or"
            + " with %); for instance \"3 %\"",
        "1e999 s | TIME | \"1e999 s\" is too large or too small to compute with, but a time is needed"
            + " (ps, ns, us, ms, s, min, h); for instance \"1 s\"",
      })
  void saysWhatIsWrongWithAnExample(String text, Dimension dimension, String message) {
    assertThatThrownBy(() -> Quantity.parse(text, dimension))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "1_000 Hz", "+5 Hz", ".5 Hz", "5. Hz", "010 Hz", "0x10 Hz", "1:30 Hz", "1 000 Hz", "5  Hz",
        "`5 Hz `", "` 5 Hz`", "5 H z", "NaN Hz", "Infinity Hz", "1e Hz", "--1 Hz", "١ Hz", "5 GHZ",
        "5\u00a0Hz", "1e-999 Hz", "1e99999999999 Hz", "``", "Hz"
      })
  void refusesOtherNumberSyntax(String text) {
    assertThatThrownBy(() -> Quantity.parse(text, FREQUENCY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a frequency is needed (Hz, kHz, MHz, GHz); for instance");
  }

  @Test
  void refusesLongTextWithoutReadingItAll() {
    String digits = "9".repeat(1_000_000);
    assertThatThrownBy(() -> Quantity.parse(digits + " Hz", FREQUENCY))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasSizeLessThan(250);
  }

  @Test
  void computedValuesBecomeQuantities() {
    assertThat(Quantity.of(1.7, "cycles", CYCLES)).isEqualTo(Quantity.parse("1.7 cycles", CYCLES));
    assertThatThrownBy(() -> Quantity.of(Double.NaN, "GHz", FREQUENCY))
        .hasMessage("NaN is not a frequency");
    assertThatThrownBy(() -> Quantity.of(2, "GB", BANDWIDTH)).hasMessageContaining("\"GB\" is not");
  }

  @Test
  void constructorHoldsTheParts() {
    Unit hertz = FREQUENCY.units().get(0);
    Unit plain = COUNT.units().get(0);
    assertThatThrownBy(() -> new Quantity(TIME, BigDecimal.ONE, hertz))
        .hasMessage("the unit Hz is not a time (ps, ns, us, ms, s, min, h)");
    assertThatThrownBy(() -> new Quantity(COUNT, new BigDecimal("1.5"), plain))
        .hasMessage("\"1.5\" is not a whole number");
    assertThatThrownBy(() -> new Quantity(NUMBER, new BigDecimal("1e999"), plain))
        .hasMessage("\"1E+999\" is too large or too small to compute with");
  }

  @Test
  void everyDimensionHasABaseUnitAndUnambiguousSpellings() {
    for (Dimension dimension : Dimension.values()) {
      assertThat(dimension.units())
          .as(dimension.name())
          .anyMatch(unit -> unit.factor().compareTo(BigDecimal.ONE) == 0);
      assertThat(dimension.units().stream().flatMap(Unit::spellings))
          .as(dimension.name())
          .doesNotHaveDuplicates();
      assertThat(Quantity.parse(dimension.example("1", ""), dimension)).isNotNull();
    }
    assertThat(CAPACITANCE.units()).extracting(Unit::symbol).contains("pF", "uW/MHz/V^2");
    assertThat(WIDTH.noun()).isEqualTo("a width in bits");
    assertThat(INSTRUCTION_RATE.units()).hasSize(1);
    assertThat(TEMPERATURE.units()).hasToString("[degC]");
    assertThat(FRACTION.allowsPlainNumber()).isTrue();
    assertThat(ENERGY_PER_DATA.allowsPlainNumber()).isFalse();
  }

  @Test
  void rangesHaveTheirEndsInOrder() {
    Quantity one = Quantity.parse("1 us", TIME);
    Quantity two = Quantity.parse("2000 ns", TIME);
    QuantityRange range = new QuantityRange(one, two);
    assertThat(range).hasToString("[1 us, 2000 ns]");
    assertThat(range.contains(one)).isTrue();
    assertThat(range.contains(Quantity.parse("2 us", TIME))).isTrue();
    assertThat(range.contains(Quantity.parse("2001 ns", TIME))).isFalse();
    assertThat(range.contains(Quantity.parse("999 ns", TIME))).isFalse();
    assertThat(range.contains(Quantity.parse("1 cycle", CYCLES))).isFalse();
    assertThat(new QuantityRange(one, one).contains(one)).isTrue();
    assertThatThrownBy(() -> new QuantityRange(two, one))
        .hasMessage("the range goes from 2000 ns down to 1 us; write the lower end first");
    assertThatThrownBy(() -> new QuantityRange(one, Quantity.parse("3 W", Dimension.POWER)))
        .hasMessage("the range from 1 us to 3 W mixes two dimensions");
  }

  /** A hundred characters are read, one more is not looked at. */
  @Test
  void textsOfAHundredCharactersAreRead() {
    String number = "1." + "0".repeat(95);
    assertThat(Quantity.parse(number + "1 W", Dimension.POWER).inBaseUnit()).isEqualTo(1);
    assertThat(Quantity.parse("1." + "0".repeat(98), NUMBER).inBaseUnit()).isEqualTo(1);
    assertThatThrownBy(() -> Quantity.parse(number + "01 W", Dimension.POWER))
        .hasMessageContaining("is not a power");
    assertThatThrownBy(() -> Quantity.parse("1." + "0".repeat(99), NUMBER))
        .hasMessageContaining("is not a number");
  }

  /** Up to twenty digits are written out; zero may be written with any exponent a double has. */
  @Test
  void numbersAreWrittenOutToTwentyDigits() {
    assertThat(Quantity.parse("1e19 Hz", FREQUENCY)).hasToString("10000000000000000000 Hz");
    assertThat(Quantity.parse("1e20 Hz", FREQUENCY)).hasToString("1E+20 Hz");
    assertThat(Quantity.parse("0e-400 W", Dimension.POWER).inBaseUnit()).isZero();
    assertThatThrownBy(() -> Quantity.parse("0e-401 W", Dimension.POWER))
        .hasMessageContaining("is too large or too small to compute with");
  }
}
