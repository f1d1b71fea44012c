package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  @ParameterizedTest
  @CsvSource({
    "clock, clock, 0",
    "clok, clock, 1",
    "clcok, clock, 1",
    "clocks, clock, 1",
    "CLOCK, clock, 0",
    "utra, ultra, 1",
    "kitten, sitting, 3",
    "'', abc, 3",
  })
  void countsEditsAndSwaps(String name, String candidate, int distance) {
    assertThat(NearestName.distance(name, candidate)).isEqualTo(distance);
    assertThat(NearestName.distance(candidate, name)).isEqualTo(distance);
  }

  @Test
  void suggestsOnlyWhatIsNear() {
    List<String> names = List.of("ultra", "premium", "pro");
    assertThat(NearestName.of("utra", names)).hasValue("ultra");
    assertThat(NearestName.of("premum", names)).hasValue("premium");
    assertThat(NearestName.of("little", names)).isEmpty();
    assertThat(NearestName.of("x", List.of())).isEmpty();
    // Both are near enough; the nearer wins, wherever it stands.
    assertThat(NearestName.of("bandwith", List.of("bandwidths", "bandwidth")))
        .hasValue("bandwidth");
    assertThat(NearestName.of("bandwith", List.of("bandwidth", "bandwidths")))
        .hasValue("bandwidth");
    String long40 = "x".repeat(40);
    assertThat(NearestName.of(long40, List.of(long40))).hasValue(long40);
    assertThat(NearestName.of(long40 + "x", List.of(long40 + "x"))).isEmpty();
    assertThat(NearestName.suggestion("utra", names, "clusters"))
        .isEqualTo("; did you mean \"ultra\"? (clusters: ultra, premium, pro)");
    assertThat(NearestName.suggestion("little", names, "clusters"))
        .isEqualTo(" (clusters: ultra, premium, pro)");
    assertThat(NearestName.suggestion("x", List.of(), "clusters")).isEqualTo(" (clusters: none)");
  }

  @Test
  void manyNamesAreCut() {
    List<String> names = IntStream.range(0, 35).mapToObj(i -> "n" + i).toList();
    assertThat(NearestName.suggestion("completely", names, "names"))
        .endsWith("n28, n29 and 5 more)");
  }
}
