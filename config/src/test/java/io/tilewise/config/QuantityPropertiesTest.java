package io.tilewise.config;

import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class QuantityPropertiesTest {

  private static final long SEED = 20260101;

  private static Gen<Quantity> quantities() {
    Gen<Dimension> dimensions = arbitrary().pick(Dimension.values());
    Gen<Long> digits = longs().between(-999_999_999_999L, 999_999_999_999L);
    return dimensions.zip(
        digits,
        integers().between(-20, 20),
        integers().between(0, 100),
        (dimension, unscaled, scale, unit) -> quantity(dimension, unscaled, scale, unit));
  }

  private static Quantity quantity(Dimension dimension, long digits, int scale, int unit) {
    BigDecimal magnitude = BigDecimal.valueOf(digits, dimension.isWhole() ? 0 : scale);
    return new Quantity(
        dimension, magnitude, dimension.units().get(unit % dimension.units().size()));
  }

  @Test
  void whatIsPrintedReadsBackEqual() {
    qt().withFixedSeed(SEED)
        .withExamples(5000)
        .forAll(quantities())
        .check(q -> Quantity.parse(q.toString(), q.dimension()).equals(q));
  }

  @Test
  void theSpaceBeforeTheUnitMakesNoDifference() {
    qt().withFixedSeed(SEED)
        .withExamples(1000)
        .forAll(quantities())
        .check(q -> Quantity.parse(q.toString().replace(" ", ""), q.dimension()).equals(q));
  }

  @Test
  void theBaseUnitValueIsTheNearestDouble() {
    // Java's own decimal conversion is the reference: write the exact product out and read it.
    qt().withFixedSeed(SEED)
        .withExamples(5000)
        .forAll(quantities())
        .check(
            q ->
                q.inBaseUnit()
                    == Double.parseDouble(
                        q.magnitude().multiply(q.unit().factor()).toPlainString()));
  }

  @Test
  void conversionToItsOwnUnitGivesTheMagnitude() {
    qt().withFixedSeed(SEED)
        .withExamples(2000)
        .forAll(quantities())
        .check(q -> q.in(q.unit().symbol()) == q.magnitude().doubleValue());
  }
}
