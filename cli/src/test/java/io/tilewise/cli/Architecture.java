package io.tilewise.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules of docs/architecture.md that a machine can hold. */
final class Architecture {

  /**
   * By package, the packages it may use beside its own and those from outside. An arrow in a POM
   * also opens what lies behind it; reports are the exception, as they are drawn from saved results
   * only and use no more than the names of categories besides, and what finds extensions.
   */
  private static final Map<String, List<String>> ARROWS =
      Map.of(
          "config", List.of(),
          "sim", List.of(),
          "workload", List.of("config"),
          "cpu", List.of("sim", "workload", "config"),
          "importer", List.of("workload", "config"),
          "experiment", List.of("importer", "cpu", "sim", "workload", "config"),
          "report", List.of("experiment", "workload", "config"),
          "testkit",
              List.of("report", "experiment", "importer", "cpu", "sim", "workload", "config"),
          "cli", List.of("report", "experiment", "importer", "cpu", "sim", "workload", "config"));

  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.tilewise..");

  static final ArchRule NO_CYCLES = slices().matching("io.tilewise.(**)").should().beFreeOfCycles();

  static final ArchRule NO_STANDARD_STREAMS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tilewise.cli..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .because("commands decide what is shown");

  static final ArchRule NO_CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tilewise.cli..")
          .should()
          .callCodeUnitWhere(target("reads the clock", Architecture::readsClock))
          .because("a result must not depend on when it was computed");

  static final ArchRule NO_CHANCE =
      noClasses()
          .should()
          .callCodeUnitWhere(target("draws without a seed", Architecture::drawsWithoutSeed))
          .because("the same input gives the same bytes");

  /** Without sim-core, whose messages only have %s in them, which is the same everywhere. */
  static final ArchRule NO_DEFAULT_LOCALE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tilewise.sim")
          .should()
          .callCodeUnitWhere(target("uses the default locale", Architecture::usesDefaultLocale))
          .because("the same input gives the same bytes in Turkey too");

  /** Those that write under a temporary name, or into a temporary folder, or a journal. */
  private static final Set<String> WRITERS =
      Set.of("FolderWriter", "FolderSwap", "OutputFile", "Fonts", "SweepBundle", "Journal");

  static final ArchRule NO_OPEN_WRITES =
      noClasses()
          .that(describe("are not meant to", type -> !WRITERS.contains(outermost(type))))
          .should()
          .callCodeUnitWhere(target("writes a file", Architecture::writesFile))
          .because("nothing half-written may be taken for whole");

  private Architecture() {}

  /** One rule per package. */
  static Stream<ArchRule> arrows() {
    return ARROWS.keySet().stream().sorted().map(Architecture::arrow);
  }

  static Set<String> packages() {
    return ARROWS.keySet();
  }

  private static ArchRule arrow(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), ARROWS.get(name).stream())
            .map(Architecture::identifier)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(identifier(name))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(OURS)))
        // Modules that are still empty.
        .allowEmptyShould(true);
  }

  private static String identifier(String name) {
    return "io.tilewise." + name + "..";
  }

  private static DescribedPredicate<JavaCall<?>> target(
      String description, Predicate<CodeUnitCallTarget> predicate) {
    return describe(description, call -> predicate.test(call.getTarget()));
  }

  private static boolean readsClock(CodeUnitCallTarget target) {
    JavaClass owner = target.getOwner();
    boolean isNow = owner.getPackageName().equals("java.time") && target.getName().equals("now");
    boolean isClock = owner.isEquivalentTo(Clock.class);
    boolean isOfSystem =
        owner.isEquivalentTo(System.class)
            && Set.of("currentTimeMillis", "nanoTime").contains(target.getName());
    boolean isDate = owner.isEquivalentTo(Date.class) && isConstructorWithoutArguments(target);
    return isNow || isClock || isOfSystem || isDate;
  }

  private static boolean drawsWithoutSeed(CodeUnitCallTarget target) {
    JavaClass owner = target.getOwner();
    if (owner.isEquivalentTo(Random.class) || owner.isEquivalentTo(SplittableRandom.class)) {
      return isConstructorWithoutArguments(target);
    }
    return owner.isEquivalentTo(ThreadLocalRandom.class)
        || Set.of("random", "randomUUID").contains(target.getName());
  }

  /** The name of the class that a class is nested in, or its own. */
  private static String outermost(JavaClass type) {
    String name = type.getName().substring(type.getPackageName().length() + 1);
    return name.replaceFirst("\\$.*", "");
  }

  private static boolean writesFile(CodeUnitCallTarget target) {
    JavaClass owner = target.getOwner();
    boolean isStandardStream =
        target.getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(FileDescriptor.class));
    if (isStandardStream) {
      return false;
    }
    if (owner.isEquivalentTo(Files.class)) {
      return target.getName().startsWith("write")
          || Set.of("newBufferedWriter", "newOutputStream", "newByteChannel", "copy", "move")
              .contains(target.getName());
    }
    return owner.isEquivalentTo(FileOutputStream.class)
        || owner.isEquivalentTo(FileWriter.class)
        || owner.isEquivalentTo(RandomAccessFile.class);
  }

  private static boolean usesDefaultLocale(CodeUnitCallTarget target) {
    boolean hasLocale =
        target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Locale.class));
    return !hasLocale && (isText(target) || isPrintf(target));
  }

  private static boolean isText(CodeUnitCallTarget target) {
    return target.getOwner().isEquivalentTo(String.class)
        && Set.of("format", "formatted", "toLowerCase", "toUpperCase").contains(target.getName());
  }

  private static boolean isPrintf(CodeUnitCallTarget target) {
    return target.getOwner().getPackageName().equals("java.io")
        && Set.of("format", "printf").contains(target.getName());
  }

  private static boolean isConstructorWithoutArguments(CodeUnitCallTarget target) {
    return target.getName().equals("<init>") && target.getRawParameterTypes().isEmpty();
  }
}
