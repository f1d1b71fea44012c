package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CommandTreeTest {
  private static final CommandLine ALL = Commands.create(List::of);

  @Test
  void eachCommandIsRegisteredByItsOwnName() {
    assertThat(ALL.getSubcommands())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            (name, command) ->
                assertThat(
                        command
                            .getCommand()
                            .getClass()
                            .getAnnotation(CommandLine.Command.class)
                            .name())
                    .isEqualTo(name));
  }

  @Test
  void aLineThatBeginsWithACommandMakesThatAlone() {
    assertThat(Commands.create(List::of, "run", "--help").getSubcommands()).containsOnlyKeys("run");
  }

  @Test
  void whatShowsAllCommandsMakesAll() {
    for (String first : List.of("--help", "completion", "rum")) {
      assertThat(Commands.create(List::of, first).getSubcommands())
          .containsOnlyKeys(ALL.getSubcommands().keySet());
    }
  }

  @Test
  void theHelpOfACommandMadeAloneIsThatOfAll() {
    ALL.getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(
                        Commands.create(List::of, name)
                            .getSubcommands()
                            .get(name)
                            .getUsageMessage())
                    .isEqualTo(command.getUsageMessage()));
  }
}
