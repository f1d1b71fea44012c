package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.config.ConfigReader;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandRunnerTest {

  private static Ran run(String... args) {
    return Ran.with(List.of(), args);
  }

  @Test
  void withoutArgumentsItShowsWhatToTryFirst() {
    Ran ran = run();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("./tilewise run configs/experiments/01-squeezesam-sme2.yaml", "schema");
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema", "completion"})
  void everyCommandHasHelp(String command) {
    Ran ran = run(command, "--help");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("Usage: tilewise " + command);
  }

  @Test
  void helpListsTheCommandsAndTheExitCodes() {
    assertThat(run("--help").out()).contains("schema", "completion", "Exit codes: 0 fine");
  }

  @Test
  void theVersionIsTheOneOfTheBuild() {
    Ran ran = run("--version");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).matches("(?s)tilewise \\d+\\.\\d+\\.\\d+.*\nJava .*");
  }

  @Test
  void completionIsAShellScript() {
    assertThat(run("completion").out()).startsWith("#!").contains("complete -F", "schema");
  }

  @Test
  void anUnknownCommandIsNamedWithTheNearest() {
    assertThat(run("shcema"))
        .isEqualTo(
            new Ran(
                2,
                "",
                """
                tilewise: Unknown command 'shcema'; did you mean schema or trace or device?
                Try 'tilewise --help'.
                """));
  }

  @Test
  void anUnknownOptionIsNamedWithTheNearest() {
    assertThat(run("schema", "--hepl"))
        .isEqualTo(
            new Ran(
                2,
                "",
                """
                tilewise: Unknown option '--hepl'; did you mean --help?
                Try 'tilewise schema --help'.
                """));
  }

  @Test
  void aSurplusArgumentIsRefused() {
    Ran ran = run("completion", "fish");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("'fish'", "Try 'tilewise completion --help'.");
  }

  @Test
  void argumentsAreNotReadFromFiles() {
    assertThat(run("schema", "@pom.xml").err()).contains("'@pom.xml'");
  }

  @Test
  void aUserErrorIsItsMessage() {
    Runnable fail =
        () -> {
          throw new UserErrorException("out/ is not a folder; choose another with --out");
        };
    assertThat(Ran.acting(fail))
        .isEqualTo(new Ran(2, "", "tilewise: out/ is not a folder; choose another with --out\n"));
  }

  @Test
  void aMistakeInAFileIsItsMessage() {
    Ran ran = Ran.acting(() -> new ConfigReader().parse("phone.yaml", "a: [1"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("phone.yaml:1:").doesNotContain("internal error", "\tat ");
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithTheReason() {
    Runnable fail =
        () -> {
          throw new UncheckedIOException(new NoSuchFileException("a.yaml"));
        };
    assertThat(Ran.acting(fail))
        .isEqualTo(
            new Ran(2, "", "tilewise: cannot read or write a.yaml: no such file or folder\n"));
  }

  @Test
  void anythingElseIsAnInternalErrorInOneLine() {
    Runnable fail =
        () -> {
          throw new IllegalStateException("first\nsecond");
        };
    assertThat(Ran.acting(fail))
        .isEqualTo(
            new Ran(
                3,
                "",
                "tilewise: internal error: java.lang.IllegalStateException: first, please report;"
                    + " run with --stack-trace to see where\n"));
  }

  @Test
  void endlessRecursionIsAnInternalErrorInOneLine() {
    Ran ran = Ran.acting(() -> recurse(0));
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).startsWith("tilewise: internal error: java.lang.StackOverflowError");
    assertThat(ran.err().lines()).hasSize(1);
  }

  @Test
  void theStackTraceIsShownWhenAskedFor() {
    Ran ran = Ran.acting(() -> recurse(0), "--stack-trace");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("\tat io.tilewise.cli.CommandRunnerTest.recurse");
  }

  private static int recurse(int depth) {
    return depth < 0 ? 0 : recurse(depth + 1) + 1;
  }
}
