package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tilewise.sim.planted.Planted;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchitectureTest {

  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tilewise");

  /** Classes among the tests that break every rule, to show that the rules can fail. */
  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages(Planted.class.getPackageName());

  static Stream<ArchRule> rules() {
    return Stream.concat(Architecture.arrows(), rulesAboutCalls());
  }

  static Stream<ArchRule> rulesAboutCalls() {
    return Stream.of(
        Architecture.NO_CYCLES,
        Architecture.NO_STANDARD_STREAMS,
        Architecture.NO_CLOCK,
        Architecture.NO_CHANCE,
        Architecture.NO_OPEN_WRITES,
        Architecture.NO_DEFAULT_LOCALE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatIsShippedKeepsTheRule(ArchRule rule) {
    rule.check(SHIPPED);
  }

  @ParameterizedTest
  @MethodSource("rulesAboutCalls")
  void theRuleFindsWhatIsPlanted(ArchRule rule) {
    assertThat(rule.evaluate(PLANTED).hasViolation()).isTrue();
  }

  @Test
  void theArrowsFindWhatIsPlanted() {
    assertThat(Architecture.arrows().filter(rule -> rule.evaluate(PLANTED).hasViolation()))
        .singleElement()
        .satisfies(rule -> assertThat(rule.getDescription()).contains("io.tilewise.sim.."));
  }

  @Test
  void everyPackageHasItsArrows() {
    assertThat(SHIPPED)
        .isNotEmpty()
        .allMatch(type -> Architecture.packages().stream().anyMatch(name -> isIn(name, type)));
  }

  private static boolean isIn(String name, JavaClass type) {
    return (type.getPackageName() + ".").startsWith("io.tilewise." + name + ".");
  }
}
