package io.tilewise.config;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a quantity measures, with the units it may be written in.
 *
 * <p>GB is 10^9 bytes, GiB 2^30. The base unit is the one whose factor is one; it is what {@link
 * Quantity#inBaseUnit()} answers in. A new dimension or unit is one line here.
 */
public enum Dimension {
  /** Base unit Hz. */
  FREQUENCY(
      "a frequency",
      "GHz",
      unit("Hz", "1"),
      unit("kHz", "1e3"),
      unit("MHz", "1e6"),
      unit("GHz", "1e9")),

  /** Base unit s. */
  TIME(
      "a time",
      "ns",
      unit("ps", "1e-12"),
      unit("ns", "1e-9"),
      // The micro sign and the Greek letter mu look alike.
      unit("us", "1e-6", "\u00b5s", "\u03bcs"),
      unit("ms", "1e-3"),
      unit("s", "1"),
      unit("min", "60"),
      unit("h", "3600")),

  /** Base unit cycles, of whichever clock the parameter belongs to. */
  CYCLES("a number of cycles", "cycles", countable("cycle", "cycles")),

  /** Base unit instructions. */
  INSTRUCTIONS(
      "a number of instructions", "instructions", countable("instruction", "instructions")),

  /** Base unit instructions/cycle. */
  INSTRUCTION_RATE(
      "an instruction rate",
      "instructions/cycle",
      countable("instruction/cycle", "instructions/cycle")),

  /** Base unit B. */
  DATA(
      "an amount of data",
      "MiB",
      unit("B", "1"),
      unit("kB", "1e3"),
      unit("MB", "1e6"),
      unit("GB", "1e9"),
      unit("KiB", "1024"),
      unit("MiB", "1048576"),
      unit("GiB", "1073741824")),

  /** Base unit bit. */
  WIDTH("a width in bits", "bit", unit("bit", "1", "bits")),

  /** Base unit B/s. */
  BANDWIDTH(
      "a bandwidth",
      "GB/s",
      unit("B/s", "1"),
      unit("kB/s", "1e3"),
      unit("MB/s", "1e6"),
      unit("GB/s", "1e9"),
      unit("TB/s", "1e12"),
      unit("KiB/s", "1024"),
      unit("MiB/s", "1048576"),
      unit("GiB/s", "1073741824")),

  /** Base unit op/s. A multiply-accumulate is two operations. */
  OPERATION_RATE(
      "an operation rate",
      "GOPS",
      unit("op/s", "1"),
      unit("GOPS", "1e9", "GFLOPS"),
      unit("TOPS", "1e12", "TFLOPS")),

  /** Base unit B/cycle. */
  DATA_PER_CYCLE("an amount of data per cycle", "B/cycle", unit("B/cycle", "1")),

  /** Base unit W. */
  POWER(
      "a power", "W", unit("uW", "1e-6", "\u00b5W", "\u03bcW"), unit("mW", "1e-3"), unit("W", "1")),

  /** Base unit J. */
  ENERGY(
      "an energy",
      "pJ",
      unit("pJ", "1e-12"),
      unit("nJ", "1e-9"),
      unit("uJ", "1e-6", "\u00b5J", "\u03bcJ"),
      unit("mJ", "1e-3"),
      unit("J", "1")),

  /** Base unit J/B. */
  ENERGY_PER_DATA(
      "an energy per amount of data",
      "pJ/bit",
      unit("pJ/bit", "8e-12"),
      unit("pJ/B", "1e-12"),
      unit("nJ/B", "1e-9"),
      unit("J/B", "1")),

  /** Base unit V. */
  VOLTAGE("a voltage", "V", unit("mV", "1e-3"), unit("V", "1")),

  /** Base unit F. A dynamic power coefficient of 1 uW/MHz/V^2 is a switched capacitance of 1 pF. */
  CAPACITANCE(
      "a capacitance",
      "pF",
      unit("pF", "1e-12"),
      unit("nF", "1e-9"),
      unit("uF", "1e-6", "\u00b5F", "\u03bcF"),
      unit("F", "1"),
      unit("uW/MHz/V^2", "1e-12")),

  /** Base unit degC. */
  TEMPERATURE("a temperature", "degC", unit("degC", "1", "\u00b0C")),

  /** Base unit K. A difference of two temperatures. */
  TEMPERATURE_DIFFERENCE("a temperature difference", "K", unit("K", "1")),

  /** Base unit J/K. */
  HEAT_CAPACITY("a heat capacity", "J/K", unit("J/K", "1")),

  /** Base unit K/W. */
  THERMAL_RESISTANCE("a thermal resistance", "K/W", unit("K/W", "1")),

  /** A plain number or a percentage; 80 % is 0.8. */
  FRACTION("a fraction", "%", unit("", "1"), unit("%", "0.01")),

  /** A whole number without unit. */
  COUNT("a count", "", unit("", "1")),

  /** A number without unit. */
  NUMBER("a number", "", unit("", "1"));

  private final String noun;
  private final String exampleUnit;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of immutable records
  private final List<Unit> units;

  Dimension(String noun, String exampleUnit, Unit... units) {
    this.noun = noun;
    this.exampleUnit = exampleUnit;
    this.units = List.of(units);
  }

  private static Unit unit(String symbol, String factor, String... alsoWritten) {
    return Unit.of(symbol, factor, alsoWritten);
  }

  private static Unit countable(String one, String many) {
    return Unit.countable(one, many);
  }

  /** The units a quantity of this dimension may be written in, smallest prefix first. */
  public List<Unit> units() {
    return units;
  }

  /** What it is called in a message, with its article: "a bandwidth". */
  public String noun() {
    return noun;
  }

  /** The unit with this spelling, if this dimension has it. */
  Optional<Unit> unitWritten(String text) {
    return units.stream().filter(unit -> unit.spellings().anyMatch(text::equals)).findFirst();
  }

  /** The dimension, other than those of plain numbers, that has a unit with this spelling. */
  static Optional<Dimension> havingUnit(String text) {
    return Arrays.stream(values())
        .filter(dimension -> !text.isEmpty() && dimension.unitWritten(text).isPresent())
        .findFirst();
  }

  /** Whether a number alone, without a unit, is a quantity of this dimension. */
  boolean allowsPlainNumber() {
    return unitWritten("").isPresent();
  }

  /** Whether only whole numbers are allowed. */
  public boolean isWhole() {
    return this == COUNT;
  }

  /** The allowed units as a message lists them. */
  String unitsText() {
    String symbols =
        units.stream().map(Unit::symbol).filter(s -> !s.isEmpty()).collect(joining(", "));
    if (!allowsPlainNumber()) {
      return symbols;
    }
    String number = isWhole() ? "a whole number without unit" : "a number without unit";
    return symbols.isEmpty() ? number : number + ", or with " + symbols;
  }

  /**
   * How the number would be written in this dimension, in the unit closest to the one written: "5
   * MHz" for 5 mhz, "68 MB/s" for 68 MB.
   */
  String example(String number, String writtenUnit) {
    String unit =
        symbolWhere(symbol -> symbol.equalsIgnoreCase(writtenUnit))
            .or(() -> symbolWhere(symbol -> symbol.startsWith(writtenUnit)))
            .filter(found -> !writtenUnit.isEmpty())
            .orElse(exampleUnit);
    return unit.isEmpty() ? number : number + " " + unit;
  }

  private Optional<String> symbolWhere(Predicate<String> condition) {
    return units.stream().map(Unit::symbol).filter(condition).findFirst();
  }
}
