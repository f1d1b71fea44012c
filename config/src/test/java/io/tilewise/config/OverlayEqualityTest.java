package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Overlays that make the same changes in the same words are equal, others are not. */
class OverlayEqualityTest {
  private static Overlay set(String option, String... assignments) {
    return Overlay.ofAssignments(option, List.of(assignments));
  }

  @Test
  void theSameChangesUnderTheSameNameAreEqual() {
    Overlay overlay = set("--set", "a.b=1", "c=2");
    assertThat(overlay)
        .isEqualTo(set("--set", "a.b=1", "c=2"))
        .hasSameHashCodeAs(set("--set", "a.b=1", "c=2"))
        .isNotEqualTo(set("--set", "a.b=1", "c=3"))
        .isNotEqualTo(set("--set", "a.b=1"))
        .isNotEqualTo("a.b=1");
    assertThat(overlay.hashCode()).isNotEqualTo(set("--set", "a.b=1", "c=3").hashCode());
    // Of no changes the name is all that differs.
    assertThat(set("--set")).isEqualTo(set("--set")).isNotEqualTo(set("--with"));
    // Of changes that cannot be read, what is wrong with them.
    assertThat(set("--set", "a")).isNotEqualTo(set("--set")).isNotEqualTo(set("--set", "b"));
    // And of those that are left out, what else the user may name.
    assertThat(set("--set").without(Set.of("a"))).isNotEqualTo(set("--set").without(Set.of("b")));
  }
}
