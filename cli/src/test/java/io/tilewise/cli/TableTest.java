package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {

  private record Call(String operator, long macs) {}

  private static final List<Column<Call>> COLUMNS =
      List.of(
          Column.left("operator", Call::operator),
          Column.right("MACs", call -> Long.toString(call.macs())));

  private static Table<Call> table(Call... calls) {
    return new Table<>(COLUMNS, List.of(calls));
  }

  @Test
  void columnsAreAsWideAsTheirWidestCellAndNumbersEndInLine() {
    assertThat(table(new Call("convolution_12", 7), new Call("add", 123456)).text())
        .isEqualTo(
            """
            operator          MACs
            --------------  ------
            convolution_12       7
            add             123456
            """);
  }

  @Test
  void aCharacterOutsideTheBasicPlaneIsOneWide() {
    assertThat(table(new Call("\uD835\uDC4Eµ", 1)).text())
        .endsWith("\uD835\uDC4Eµ           1\n")
        .contains("operator  MACs");
  }

  @Test
  void theTerminalNeverSeesControlCharacters() {
    assertThat(table(new Call("a\u001b[2Jb\nc", 1)).text()).contains("a [2Jb c  ");
  }

  @Test
  void withoutRowsOnlyTheHeaderIsLeft() {
    assertThat(table().text()).isEqualTo("operator  MACs\n--------  ----\n");
    assertThat(table().csv()).isEqualTo("operator,MACs\n");
  }

  @Test
  void csvQuotesOnlyWhatNeedsIt() {
    assertThat(table(new Call("a,b", 1), new Call("say \"x\"", 2), new Call("line\nfeed", 3)).csv())
        .isEqualTo("operator,MACs\n\"a,b\",1\n\"say \"\"x\"\"\",2\n\"line\nfeed\",3\n");
  }

  @Test
  void aTableHasColumns() {
    assertThatThrownBy(() -> new Table<>(List.<Column<Call>>of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
