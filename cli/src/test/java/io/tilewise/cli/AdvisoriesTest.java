package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No library, as Maven resolved it, is of a version that {@code advisories.csv} names. */
final class AdvisoriesTest {
  /** A jar in a Maven repository: group, artifact, version. */
  private static final Pattern JAR =
      Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar");

  /** A library. */
  private record Library(String group, String artifact, String version) {
    static Optional<Library> of(String path) {
      Matcher jar = JAR.matcher(path);
      return jar.matches()
          ? Optional.of(new Library(jar.group(1).replace('/', '.'), jar.group(2), jar.group(3)))
          : Optional.empty();
    }
  }

  /** A flaw of all versions before one. */
  private record Advisory(String group, String artifact, String fixed, String id) {
    boolean concerns(Library library) {
      return library.group.equals(group)
          && (artifact.equals("*") || library.artifact.equals(artifact))
          && isBefore(library.version, fixed);
    }
  }

  private static boolean isBefore(String version, String other) {
    List<BigInteger> a = numbers(version);
    List<BigInteger> b = numbers(other);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      BigInteger left = i < a.size() ? a.get(i) : BigInteger.ZERO;
      BigInteger right = i < b.size() ? b.get(i) : BigInteger.ZERO;
      if (!left.equals(right)) {
        return left.compareTo(right) < 0;
      }
    }
    return false;
  }

  /** Up to the first part that is no number. */
  private static List<BigInteger> numbers(String version) {
    List<BigInteger> numbers = new ArrayList<>();
    for (String part : version.split("[.-]", -1)) {
      if (!part.matches("\\d+")) {
        break;
      }
      numbers.add(new BigInteger(part));
    }
    return numbers;
  }

  private static List<Advisory> advisories() throws IOException {
    try (InputStream file = AdvisoriesTest.class.getResourceAsStream("/advisories.csv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("[:,]", -1))
          .map(cells -> new Advisory(cells[0], cells[1], cells[2], cells[3]))
          .toList();
    }
  }

  private static List<Library> libraries() {
    String path = System.getProperty("java.class.path").replace('\\', '/');
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .flatMap(jar -> Library.of(jar).stream())
        .toList();
  }

  @Test
  void noLibraryIsOfAVersionKnownToBeVulnerable() throws IOException {
    List<Advisory> advisories = advisories();
    Stream<String> found =
        libraries().stream()
            .flatMap(
                library ->
                    advisories.stream()
                        .filter(advisory -> advisory.concerns(library))
                        .map(
                            advisory ->
                                library + ": " + advisory.id + ", fixed in " + advisory.fixed));
    assertThat(found).isEmpty();
  }

  @Test
  void theLibrariesAreSeenAndOneThatIsVulnerableIsFound() throws IOException {
    assertThat(libraries())
        .extracting(Library::artifact)
        .contains("snakeyaml", "jackson-databind", "jfreechart", "batik-svggen", "picocli");
    Library old =
        Library.of("/home/u/.m2/repository/org/yaml/snakeyaml/1.31/snakeyaml-1.31.jar")
            .orElseThrow();
    assertThat(advisories().stream().filter(advisory -> advisory.concerns(old)))
        .extracting(Advisory::id)
        .containsExactly("CVE-2022-1471", "CVE-2022-38752");
  }

  @ParameterizedTest
  @CsvSource({
    "1.9, 1.10, true", "1.10, 1.9, false", "2.0, 2.0, false", "2.13.4, 2.13.4.2, true",
    "2.13.4.2, 2.13.4, false", "1.0-beta, 1.0, false", "32.0.0-jre, 32.0.0, false",
        "3, 3.0.0, false"
  })
  void versionsAreComparedNumberByNumber(String version, String other, boolean before) {
    assertThat(isBefore(version, other)).isEqualTo(before);
  }
}
