package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

  @TempDir private Path folder;

  private static MappingNode parse(String yaml) {
    return new ConfigReader().parse("f.yaml", yaml).root();
  }

  private static String problems(String yaml) {
    return Assertions.catchThrowableOfType(ConfigException.class, () -> parse(yaml)).getMessage();
  }

  private static String problems(byte[] bytes) {
    return Assertions.catchThrowableOfType(
            ConfigException.class, () -> new ConfigReader().parse("f.yaml", bytes))
        .getMessage();
  }

  private static String text(MappingNode node, String key) {
    return ((ScalarNode) node.get(key).orElseThrow()).text();
  }

  @Test
  void everyNodeKnowsItsPathAndPlace() {
    MappingNode root = parse("# a comment\na:\n  b: [x, {c: y}]\n");
    MappingNode a = (MappingNode) root.get("a").orElseThrow();
    SequenceNode b = (SequenceNode) a.get("b").orElseThrow();
    MappingNode second = (MappingNode) b.elements().get(1);
    ConfigNode c = second.get("c").orElseThrow();
    assertThat(c.path()).hasToString("a.b[1].c");
    assertThat(c.location()).hasToString("f.yaml:3:14");
    assertThat(second.entries().get("c").keyLocation()).hasToString("f.yaml:3:11");
    assertThat(a.location()).hasToString("f.yaml:3:3");
    assertThat(root.get("z")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no",
        "on",
        "Off",
        "1:30",
        "0x10",
        "010",
        "1_000",
        "1e3",
        ".inf",
        "2001-01-01",
        "=",
        "true"
      })
  void everyScalarIsItsText(String text) {
    ScalarNode scalar = (ScalarNode) parse("key: " + text).get("key").orElseThrow();
    assertThat(scalar.text()).isEqualTo(text);
    assertThat(scalar.plain()).isTrue();
    assertThat(scalar.isEmpty()).isFalse();
  }

  @Test
  void nothingIsWrittenInFourWays() {
    parse("{a: , b: ~, c: null, d: NULL}")
        .entries()
        .forEach((key, entry) -> assertThat(((ScalarNode) entry.value()).isEmpty()).isTrue());
    assertThat(((ScalarNode) parse("a: ''").get("a").orElseThrow()).isEmpty()).isFalse();
  }

  @Test
  void keysStayInTheOrderOfTheFile() {
    assertThat(parse("{z: 1, a: 2, m: 3}").entries().keySet()).containsExactly("z", "a", "m");
  }

  @Test
  void anAliasRepeatsTheValueUnderItsOwnPath() {
    MappingNode root = parse("a: &shared {x: 1}\nb: *shared\n");
    ConfigNode x = ((MappingNode) root.get("b").orElseThrow()).get("x").orElseThrow();
    assertThat(x.path()).hasToString("b.x");
    assertThat(x.location()).hasToString("f.yaml:1:16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: [1, 2~ | f.yaml:2:1: a comma or ] is expected here; [ was opened in line 1",
        "x: [~1,~2~y: 3 | f.yaml:4:2: a comma or ] is expected here; [ was opened in line 1",
        "a: {b: 1,~c: 2~d: 3} | f.yaml:3:2: a comma or } is expected here; { was opened in line 1",
        "a: b: c | f.yaml:1:5: a second colon is not expected here; put the text in quotes if the"
            + " colon belongs to it, else check the indentation",
        "a:~\tb: 1 | f.yaml:2:1: a tab cannot be used for indentation; use spaces",
        "a: 'x~b: 1 | f.yaml:1:4: the quotation mark opened here is not closed",
        "a: \"x\\q\" | f.yaml:1:7: unknown escape sequence after a backslash; write \\\\ for a"
            + " backslash",
        "a: @x | f.yaml:1:4: a value cannot begin with \"@\"; put it in quotes",
        "a: %x | f.yaml:1:4: a value cannot begin with \"%\"; put it in quotes",
        "- a~b: 1 | f.yaml:2:1: a list item (-) is expected here; check the indentation",
        "a:~  b: 1~ c: 2 | f.yaml:3:2: the indentation of this line does not fit the lines above",
        "a: 'b' c | f.yaml:1:8: more text follows a value that has ended; check its quotes and the"
            + " indentation",
        "a: } | f.yaml:1:4: a value is expected here, but there is \"}\"",
        "{a: 1}} | f.yaml:1:7: the contents of the file ended before this; check brackets",
        "a: 1~foo~b: 2 | f.yaml:2:1: a colon and a value are missing after this",
        "a: - b | f.yaml:1:4: a list item (-) cannot begin here; put it on a line of its own below"
            + " its key",
        "a: ? b | f.yaml:1:4: a key cannot begin here; check the indentation",
        "a: >x~  b | `f.yaml:1:5: the text after | or > begins on the next line, indented with spaces`",
        "a: * | f.yaml:1:5: an alias (*) has no name; put the value in quotes if it is text",
        "a: & | f.yaml:1:5: an anchor (&) has no name; put the value in quotes if it is text",
        "a: !< | f.yaml:1:6: YAML tags (!) are not allowed; put the value in quotes if it is text",
        "a: *x | f.yaml:1:4: a: the alias \"*x\" has no anchor before it",
        "a: &a {x: *a} | f.yaml:1:11: a.x: the alias \"*a\" contains itself",
        "%YAML 1.1~---~a: 1 | f.yaml:1:1: YAML directives (%) are not allowed; remove the line",
        "%TAG ! tag:x,1:~---~a: 1 | f.yaml:1:1: YAML directives (%) are not allowed; remove the line",
        "# x~~%FOO bar~---~a: 1 | f.yaml:3:1: YAML directives (%) are not allowed; remove the line",
        "a: !foo!bar x | f.yaml:1:4: YAML tags (!) are not allowed; put the value in quotes if it is"
            + " text",
        "a: &x &y 1 | f.yaml:1:7: more text follows a value that has ended; check its quotes and the"
            + " indentation",
        "a: 1~- b | f.yaml:2:1: the indentation of this line does not fit the lines above",
        "... | f.yaml:1:1: a value is expected here, but there is something else",
        "a: 1~b: \"\\UFFFFFFFF\" | f.yaml:2:1: something after this is not valid YAML; check escape"
            + " sequences with a backslash",
        "a: \"\\U00110000\" | f.yaml:1:7: unknown escape sequence after a backslash; write \\\\ for a"
            + " backslash",
        "a: 1~---~b: 2 | f.yaml:2:1: a second document begins here; a file holds one, so remove the"
            + " line ---",
        "a: !!int 3 | f.yaml:1:4: a: YAML tags (!) are not allowed; write the value without one",
        "a: !ruby/object {} | f.yaml:1:4: a: YAML tags (!) are not allowed; write the value without"
            + " one",
        "? [a]~: 1 | f.yaml:1:3: a key must be a name, but this is a list",
        "? ~: 1 | f.yaml:1:2: a key must be a name, but this is empty",
        "b: {<<: {a: 1}} | f.yaml:1:5: b: merge keys (<<) are not allowed; write the keys out",
        "a: 1~b: 2~\"a\": 3 | f.yaml:3:1: a: the key is given twice, first at f.yaml:1:1; remove one",
        "- 1 | f.yaml:1:1: a file holds lines such as \"key: value\", but this is a list",
        "a:1 | f.yaml:1:1: a file holds lines such as \"key: value\", but this is \"a:1\"",
        "`` | f.yaml: the file is empty",
        "# nothing but this~ | f.yaml: the file is empty",
        "---~ | f.yaml:2:1: a file holds lines such as \"key: value\", but this is empty",
      })
  void refusesWithAMessageAUserCanActOn(String yaml, String message) {
    assertThat(problems(yaml.replace('~', '\n'))).isEqualTo(message);
  }

  @Test
  void aDocumentMarkAndAnEndMarkAreNoSecondDocument() {
    assertThat(parse("---\na: 1\n...\n").entries()).containsOnlyKeys("a");
  }

  @Test
  void whatCanBePassedOverIsReportedTogether() {
    assertThat(problems("a: 1\na: 2\nb: !t 3\n<<: {c: 4}\n? [d]\n: 5\n").lines())
        .hasSize(4)
        .allMatch(line -> line.matches("f.yaml:[2345]:.*"));
  }

  @Test
  void bytesMustBeUtf8Text() {
    byte[] latin1 = "a: 1\nname: Größe\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(problems(latin1))
        .isEqualTo("f.yaml:2:9: the byte 0xF6 is not UTF-8; save it as UTF-8 text");
    assertThat(problems(new byte[] {'a', (byte) 0xC3}))
        .isEqualTo("f.yaml:1:2: the byte 0xC3 is not UTF-8; save it as UTF-8 text");
    assertThat(problems("\ufeffa: 1".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "f.yaml:1:1: the file begins with a byte order mark; save it as UTF-8 without one");
    assertThat(problems("a: 1".getBytes(StandardCharsets.UTF_16)))
        .isEqualTo("f.yaml: the file is UTF-16 text; save it as UTF-8");
    assertThat(problems("a: 1".getBytes(StandardCharsets.UTF_16LE))).contains("NUL character");
    assertThat(problems(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0})).contains("is UTF-16 text");
    assertThat(problems(new byte[] {(byte) 0xFF})).contains("byte 0xFF is not UTF-8");
    assertThat(problems(new byte[] {'a', ':', '\n', 0, 1}))
        .isEqualTo(
            "f.yaml:2:1: the file holds a NUL character; this looks like a binary file, not YAML"
                + " text");
    assertThat(problems("a: \u0007"))
        .isEqualTo("f.yaml:1:4: the character U+0007 is not allowed in YAML; remove it");
    assertThat(problems("a: \ud800"))
        .isEqualTo("f.yaml:1:4: the character U+D800 is not allowed in YAML; remove it");
    assertThat(problems("a: 1 \ufeff")).contains("U+FEFF is not allowed");
  }

  @Test
  void theCharactersOfYamlAreAllowedAndNoOthers() {
    int[] allowed = {
      ' ', '~', 0x85, 0xA0, 0xD7FF, 0xE000, 0xFEFE, 0xFF00, 0xFFFD, 0x10000, 0x10FFFF
    };
    for (int c : allowed) {
      assertThat(parse("a: 'x" + Character.toString(c) + "y'").entries()).hasSize(1);
    }
    int[] refused = {
      0, 8, 0xB, 0xC, 0xE, 0x1F, 0x7F, 0x84, 0x86, 0x9F, 0xD800, 0xDFFF, 0xFEFF, 0xFFFE, 0xFFFF
    };
    for (int c : refused) {
      assertThat(problems("a: 'x" + Character.toString(c) + "y'")).startsWith("f.yaml:1:6: the ");
    }
  }

  @Test
  void everyKindOfLineEndCounts() {
    assertThat(problems("a: 1\r\nb: 2\rc: \u0007")).startsWith("f.yaml:3:4:");
    assertThat(text(parse("a: 1\r\nb: 2\rc: 3"), "c")).isEqualTo("3");
    assertThat(text(parse("name: Größe µ 😀"), "name")).isEqualTo("Größe µ 😀");
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> new ConfigReader().read(missing))
        .hasMessage(missing + ": there is no such file");
    assertThatThrownBy(() -> new ConfigReader().read(folder))
        .hasMessage(folder + ": this is a directory; name a YAML file");
    Path file = Files.writeString(folder.resolve("good.yaml"), "a: 1\n");
    assertThat(new ConfigReader().read(file).root().location().source()).isEqualTo(file.toString());
  }

  @Test
  void aFileWithoutReadPermissionIsNamed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.yaml"), "a: 1\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    String outcome;
    try {
      outcome = String.valueOf(new ConfigReader().read(secret).root().entries().size());
    } catch (ConfigException e) {
      outcome = e.getMessage();
    }
    // Permissions do not stop the root user, who may run this test in a container.
    assertThat(outcome)
        .isEqualTo(
            Files.isReadable(secret)
                ? "1"
                : secret + ": the file cannot be read: permission denied");
  }

  @Test
  void somethingEndlessIsNotRead() {
    Path endless = Path.of("/dev/zero");
    assertThatThrownBy(() -> new ConfigReader().read(endless))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("/dev/zero: th");
  }

  @Test
  void aLargeFileIsRefusedByItsSize() throws IOException {
    Path large = folder.resolve("large.yaml");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(100_000_000);
    }
    // Reading it would find NUL characters, so this message shows that it was not read.
    Assertions.assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> new ConfigReader().read(large))
        .withMessage(large + ": the file is larger than 4194304 bytes, the most allowed");
  }

  @Test
  void textAndBytesBeyondTheLimitAreRefused() {
    ConfigReader small = new ConfigReader(new Limits(10, 100, 32, 100, 5));
    assertThat(small.parse("f.yaml", "a: 1234567").root().entries()).hasSize(1);
    assertThatThrownBy(() -> small.parse("f.yaml", "a: 12345678"))
        .hasMessage("f.yaml: the file is larger than 10 bytes, the most allowed");
    assertThatThrownBy(() -> small.parse("f.yaml", new byte[11])).hasMessageContaining("larger");
    assertThatThrownBy(() -> new Limits(1, 1, -1, 1, 1)).hasMessage("a limit is negative");
  }

  @Test
  void nestingHasALimit() {
    assertThat(parse("a: " + "[".repeat(31) + "]".repeat(31)).entries()).hasSize(1);
    assertThat(problems("a: " + "[".repeat(32) + "]".repeat(32)))
        .startsWith("f.yaml:1:35: a[0]")
        .endsWith(": nested more than 32 levels deep, the most allowed");
    assertThat(problems("a: " + "[".repeat(90_000))).contains("nested more than 32 levels");
    assertThat(problems("? ".repeat(40_000))).contains("nested more than 32 levels");
  }

  @Test
  void nestingThroughAliasesCountsToo() {
    // Each line is one level deeper than the one before: level 32 is line 31, since a0 is level 2.
    String yaml =
        "a0: &a0 []\n"
            + IntStream.range(1, 40)
                .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n")
                .collect(Collectors.joining());
    assertThat(problems(yaml)).startsWith("f.yaml:32:").contains("nested more than 32 levels");
    assertThat(problems(yaml.replace("[", "{k: ").replace("]", "}")))
        .startsWith("f.yaml:32:")
        .contains("nested more than 32 levels");
  }

  @Test
  void anAliasBombIsRefused() {
    String bomb =
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
            + IntStream.range(1, 9)
                .mapToObj(i -> "a%d: &a%d [%s]\n".formatted(i, i, nineTimes("*a" + (i - 1))))
                .collect(Collectors.joining());
    assertThat(problems(bomb))
        .isEqualTo("f.yaml:6:15: a5[1]: the file holds more than 200000 keys and values");
  }

  @Test
  void manyAliasesAreRefused() {
    assertThat(parse("a: &a x\nb: [" + "*a, ".repeat(50) + "]").entries()).hasSize(2);
    assertThat(problems("a: &a x\nb: [" + "*a, ".repeat(51) + "]"))
        .isEqualTo("f.yaml:2:205: b[50]: more than 50 aliases; write the values out");
  }

  private static String nineTimes(String alias) {
    return IntStream.range(0, 9).mapToObj(i -> alias).collect(Collectors.joining(", "));
  }

  @Test
  void whatIsJustWithinTheLimitsIsRead() throws IOException {
    ConfigReader exact = new ConfigReader(new Limits(14, 14, 2, 5, 0));
    Path file = Files.writeString(folder.resolve("exact.yaml"), "a: [1111, 222]");
    assertThat(exact.read(file).root().entries()).hasSize(1);
    assertThatThrownBy(() -> exact.parse("f.yaml", "a: [1, 2, 3]"))
        .hasMessage("f.yaml:1:11: a[2]: the file holds more than 5 keys and values");
    // Larger than what the parser would allow by itself.
    String large = ("# " + "x".repeat(9_998) + "\n").repeat(380) + "a: 1";
    assertThat(parse(large).entries()).hasSize(1);
  }

  @Test
  void theLengthOfALineHasALimit() {
    assertThat(parse("a: " + "x".repeat(99_997)).entries()).hasSize(1);
    assertThat(problems("b: 1\na: " + "x".repeat(99_998)))
        .isEqualTo("f.yaml:2:1: the line is longer than 100000 characters, the most allowed");
  }

  @Test
  void theNumberOfValuesHasALimit() {
    String many = "a: [" + "1,\n".repeat(200_000) + "]";
    assertThat(problems(many))
        .startsWith("f.yaml:199998:")
        .endsWith("the file holds more than 200000 keys and values");
  }

  @Test
  void hostileShapesAreReadOrRefusedQuickly() {
    String[] hostile = {
      "a: " + lines("x"),
      "a: '" + lines("''") + "'",
      "a: \"" + lines("\\n") + "\"",
      lines("k") + ": 1",
      "? " + lines("k") + "\n: 1",
      "#" + lines("#"),
      "\n".repeat(1_000_000),
      lines(" "),
      "a: |\n" + " x\n".repeat(300_000),
      "a: >\n" + " x\n".repeat(300_000),
      "a: " + "x\n ".repeat(300_000),
      lines("{"),
      lines("- "),
      "a:\n ".repeat(200_000),
      lines("&a "),
      lines("!a "),
      "a: 1\n".repeat(200_000),
      "? a\n".repeat(300_000),
      "a: [" + "{},\n".repeat(99_000) + "]",
      "a: [" + "b: 1,\n".repeat(60_000) + "]",
    };
    for (String yaml : hostile) {

      Assertions.assertThatCode(
              () ->
                  org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                      Duration.ofSeconds(10), () -> readOrRefuse(yaml)))
          .as(yaml.substring(0, 20))
          .doesNotThrowAnyException();
    }
  }

  /** Almost 1 MB in lines as long as they may be. */
  private static String lines(String unit) {
    return (unit.repeat(99_000 / unit.length()) + "\n").repeat(10);
  }

  private static void readOrRefuse(String yaml) {
    try {
      parse(yaml);
    } catch (ConfigException e) {
      assertThat(e.getMessage().length()).isLessThan(20_000);
    }
  }
}
