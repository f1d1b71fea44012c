package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What cannot be a file format is refused when the format is made, not when a user reads a file.
 */
class FormatDefinitionTest {

  record NoDimension(@Description("d") Quantity clock) {}

  record NoDimensionInside(@Description("d") Map<String, List<Parameter>> clocks) {}

  record NoDescription(int cores) {}

  record DimensionOfText(@Description("d") @QuantityOf(Dimension.TIME) String name) {}

  record BoundsOfText(@Description("d") @Bounds(atLeast = "1") String name) {}

  record BoundWithoutUnit(
      @Description("d") @QuantityOf(Dimension.TIME) @Bounds(above = "0") Quantity time) {}

  record TwoLowerBounds(@Description("d") @Bounds(above = "0", atLeast = "1") int n) {}

  record NoValueWithinBounds(@Description("d") @Bounds(atLeast = "2", atMost = "1") int n) {}

  record PatternOfNumber(@Description("d") @Matching(value = "1", meaning = "one") int n) {}

  record OneOrManyMap(@Description("d") @OneOrMany Map<String, Integer> map) {}

  record NonEmptyText(@Description("d") @NonEmpty String name) {}

  record TemplateOfText(@Description("d") @Template(Clash.class) String name) {}

  record NamesOfList(@Description("d") @Names List<Integer> list) {}

  record DefaultOfOptional(@Description("d") @Default("1") Optional<Integer> n) {}

  record WrongDefault(@Description("d") @Default("fast") int n) {}

  record DefaultOutOfBounds(@Description("d") @Bounds(atMost = "1") @Default("2") int n) {}

  record EmptyDefault(@Description("d") @Default("") String name) {}

  record DefaultOpenBracket(@Description("d") @Default("[1") List<Integer> list) {}

  record DefaultWithTag(@Description("d") @Default("!x 1") int n) {}

  record DefaultWithoutSource(
      @Description("d") @QuantityOf(Dimension.TIME) @Default("1 s") Parameter time) {}

  record OtherType(@Description("d") Set<String> names) {}

  record RawList(@Description("d") @SuppressWarnings("rawtypes") List names) {}

  record OtherKey(@Description("d") Map<Integer, String> names) {}

  record Wildcard(@Description("d") List<?> names) {}

  record InnerOptional(@Description("d") List<Optional<String>> names) {}

  sealed interface NoDiscriminator permits Variant {}

  @Discriminator("kind")
  sealed interface Clash permits Variant, Same, KindKey {}

  record Variant() implements NoDiscriminator, Clash {}

  @Named("variant")
  record Same() implements Clash {}

  record KindKey(@Description("d") String kind) implements Clash {}

  @Discriminator("kind")
  sealed interface KeyClash permits KindKey2 {}

  record KindKey2(@Description("d") String kind) implements KeyClash {}

  @Discriminator("kind")
  sealed interface NotARecord permits Plain {}

  static final class Plain implements NotARecord {}

  record InlineText(@Inline String name) {}

  record Inner(@Description("d") int n) {}

  record KeyTwice(@Description("d") int n, @Inline Inner inner) {}

  record InlineWithin(@Inline KeyTwice inner) {}

  record Checking(@Description("d") int n) implements SelfChecking {
    @Override
    public void check(Checks checks) {}
  }

  record InlineChecking(@Inline Checking inner) {}

  @Discriminator("n")
  sealed interface InlineClash permits HasInner {}

  record HasInner(@Inline Inner inner) implements InlineClash {}

  static Stream<Arguments> wrong() {
    String types = " has the type ";
    return Stream.of(
        Arguments.of(NoDimension.class, "NoDimension.clock needs @QuantityOf, so that its unit is"),
        Arguments.of(NoDimensionInside.class, "NoDimensionInside.clocks needs @QuantityOf"),
        Arguments.of(NoDescription.class, "NoDescription.cores needs @Description"),
        Arguments.of(
            DimensionOfText.class, "has @QuantityOf, which is for a Quantity or a Parameter"),
        Arguments.of(BoundsOfText.class, "has @Bounds, which is for quantities and numbers"),
        Arguments.of(BoundWithoutUnit.class, "has wrong bounds: \"0\" has no unit, but a time"),
        Arguments.of(TwoLowerBounds.class, "wrong bounds: two bounds for one end: 1, 0"),
        Arguments.of(NoValueWithinBounds.class, "no value is at least 2 and at most 1"),
        Arguments.of(PatternOfNumber.class, "has @Matching, which is for String"),
        Arguments.of(OneOrManyMap.class, "has @OneOrMany, which is for List"),
        Arguments.of(NonEmptyText.class, "has @NonEmpty, which is for List and Map"),
        Arguments.of(TemplateOfText.class, "has @Template, which is for MappingNode"),
        Arguments.of(NamesOfList.class, "has @Names, which is for Map"),
        Arguments.of(DefaultOfOptional.class, "has @Default, which does not go with Optional"),
        Arguments.of(WrongDefault.class, "the default of WrongDefault.n: \"fast\" is not a whole"),
        Arguments.of(DefaultOutOfBounds.class, "\"2\" is out of range; it must be at most 1"),
        Arguments.of(EmptyDefault.class, "EmptyDefault.name has an empty default"),
        Arguments.of(
            DefaultOpenBracket.class,
            "DefaultOpenBracket.list has a default that cannot be read: the default of"
                + " DefaultOpenBracket.list: a comma or ] is expected here"),
        Arguments.of(DefaultWithTag.class, "cannot be read: the default of DefaultWithTag.n: YAML"),
        Arguments.of(DefaultWithoutSource.class, "the value 1 s alone is not enough here"),
        Arguments.of(OtherType.class, "OtherType.names" + types + "java.util.Set; use String,"),
        Arguments.of(RawList.class, "without type arguments"),
        Arguments.of(OtherKey.class, types + "java.util.Map; use String"),
        Arguments.of(Wildcard.class, "Wildcard.names" + types + "?; use String"),
        Arguments.of(InnerOptional.class, types + "java.util.Optional; use String"),
        Arguments.of(NoDiscriminator.class, "neither a record nor a sealed interface with @Disc"),
        Arguments.of(Clash.class, "has two records named variant"),
        Arguments.of(KeyClash.class, "KindKey2.kind has the name of the discriminator"),
        Arguments.of(InlineText.class, "InlineText.name has @Inline, which is for a record that"),
        Arguments.of(
            InlineChecking.class, "InlineChecking.inner has @Inline, which is for a record"),
        Arguments.of(InlineWithin.class, "InlineWithin.inner has @Inline within @Inline"),
        Arguments.of(KeyTwice.class, "KeyTwice has the key n twice"),
        Arguments.of(InlineClash.class, "Inner.n has the name of the discriminator"),
        Arguments.of(NotARecord.class, "Plain is not a record"),
        Arguments.of(String.class, "java.lang.String is neither a record nor a sealed interface"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void namesTheComponentAndTheRule(Class<?> type, String message) {
    assertThatThrownBy(() -> Format.of(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  record OnlyOne(@Description("d") @Bounds(atLeast = "1", atMost = "1") int n) {}

  private record Hidden(@Description("d") int n) {}

  @Test
  void boundsMayMeetAndRecordsMayBePrivate() {
    Document one = new ConfigReader().parse("f", "n: 1");
    assertThat(one.bind(Format.of(OnlyOne.class), ParameterForm.FULL).value().n()).isEqualTo(1);
    assertThat(one.bind(Format.of(Hidden.class), ParameterForm.FULL).value().n()).isEqualTo(1);
  }

  @Test
  void keysAreTheComponentsInSnakeCase() {
    assertThat(FormatModelBuilder.snakeCase("mopaInterval")).isEqualTo("mopa_interval");
    assertThat(FormatModelBuilder.snakeCase("l2Size")).isEqualTo("l2_size");
    assertThat(FormatModelBuilder.snakeCase("Sme2Unit")).isEqualTo("sme2_unit");
  }
}
