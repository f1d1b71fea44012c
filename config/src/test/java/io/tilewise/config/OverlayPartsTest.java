package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One overlay over several files: each gets its part, each mistake is reported once. */
class OverlayPartsTest {
  private static final Set<String> ELSEWHERE = Set.of("run", "workload", "lowering");

  /** The format of another file. */
  record Run(@Description("Threads.") @Default("1") int threads) {}

  private static final Format<Run> RUN = Format.of(Run.class);

  private static Overlay overlay(String yaml) {
    return Overlay.of("changed", new ConfigReader().parse("what-if.yaml", yaml).root());
  }

  private static Run run(Overlay overlay) {
    return new ConfigReader()
        .parse("run.yaml", "threads: 4")
        .bind(RUN, ParameterForm.FULL, List.of(overlay))
        .value();
  }

  private static Phone phone(Overlay overlay) {
    return Phones.bind(Phones.YAML, overlay).value();
  }

  @Test
  void atIsWhatIsBelowAKey() {
    assertThat(run(overlay("run.threads: 2\nmemory.dram.bandwidth: 60 GB/s").at("run")))
        .isEqualTo(new Run(2));
  }

  @Test
  void atAKeyThatIsNotThereNothingChanges() {
    Overlay part = overlay("memory.dram.bandwidth: 60 GB/s").at("run");
    assertThat(part.isEmpty()).isTrue();
    assertThat(run(part)).isEqualTo(new Run(4));
  }

  @Test
  void onlyKeepsTheKeysThemselves() {
    Overlay part = overlay("threads: 2\nmemory.dram.bandwidth: 60 GB/s").only(Set.of("threads"));
    assertThat(run(part)).isEqualTo(new Run(2));
  }

  @Test
  void withoutLeavesTheRest() {
    Overlay all = overlay("run.threads: 2\nmemory.dram.bandwidth: 60 GB/s");
    assertThat(phone(all.without(ELSEWHERE)).memory().dram().bandwidth().quantity())
        .hasToString("60 GB/s");
    assertThat(all.without(Set.of("run", "memory")).isEmpty()).isTrue();
  }

  @Test
  void anUnknownFirstKeyIsReportedWithAllFirstKeysThereAre() {
    assertThatThrownBy(() -> phone(overlay("runs.threads: 2").without(ELSEWHERE)))
        .hasMessageStartingWith("what-if.yaml:1:1: runs: unknown key; did you mean \"run\"? (")
        .hasMessageContaining("memory")
        .hasMessageEndingWith("lowering, run, workload)");
  }

  @Test
  void belowTheFirstKeyTheOtherFilesKeysAreNotOffered() {
    assertThatThrownBy(() -> phone(overlay("memory.run: 2").without(ELSEWHERE)))
        .hasMessageContaining("memory.run: unknown key")
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("workload"));
  }

  @Test
  void aValueWhereAPathMustGoOnIsReportedOnce() {
    Overlay wrong = overlay("workload: 4\nrun: 3");
    assertThatThrownBy(() -> phone(wrong.without(ELSEWHERE)))
        .hasMessage(
            "what-if.yaml:1:1: workload: a path goes on after \"workload\", such as workload.name:"
                + " value\n"
                + "what-if.yaml:2:1: run: a path goes on after \"run\", such as run.name: value");
    assertThat(run(wrong.at("run"))).isEqualTo(new Run(4));
  }

  @Test
  void aMistakeInTheOverlayAsAWholeIsReportedByOnePartOnly() {
    Overlay wrong = overlay("run.threads: 2\nrun: {threads: 3}\n");
    assertThat(run(wrong.at("run"))).isEqualTo(new Run(2));
    assertThat(phone(wrong.only(Set.of()))).isEqualTo(Phones.bind(Phones.YAML).value());
    assertThatThrownBy(() -> phone(wrong.without(ELSEWHERE)))
        .hasMessageContaining("run.threads: this is set twice, first at what-if.yaml:1:1")
        .satisfies(refusal -> assertThat(refusal.getMessage().lines()).hasSize(1));
    assertThat(wrong.without(ELSEWHERE).isEmpty()).isFalse();
  }
}
