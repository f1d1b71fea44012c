package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading a file again with other values gives what reading it anew gives. */
class RebindingTest {
  private static final String YAML =
      """
      name: phone
      parts:
        core:
          clock: {value: 2 GHz, source: s, status: published, range: [1 GHz, 3 GHz]}
          width: {value: 512 bit, source: s, status: published}
        other:
          clock: {value: 1 GHz, source: s, status: published}
          width: 128 bit
      """;

  /** A part, which refuses a width that is no power of two. */
  public record Part(
      @Description("Clock.") @QuantityOf(Dimension.FREQUENCY) Parameter clock,
      @Description("Width.") @QuantityOf(Dimension.WIDTH) Parameter width)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      if (Long.bitCount(Math.round(width.inBaseUnit())) != 1) {
        checks.at("width").problem("no power of two");
      }
    }
  }

  /** The file. */
  public record Device(
      @Description("Name.") String name, @Description("Parts.") Map<String, Part> parts) {}

  private static final Format<Device> FORMAT = Format.of(Device.class);

  private static Document document() {
    return new ConfigReader().parse("phone.yaml", YAML);
  }

  private static Rebinding<Device> rebinding() {
    return document().rebinding(FORMAT, ParameterForm.FULL_OR_SHORT, List.of());
  }

  private static Overlay overlay(String... assignments) {
    return Overlay.ofAssignments("--set", List.of(assignments));
  }

  @Test
  void aChangedFileEqualsTheFileReadWithTheChange() {
    for (String change :
        List.of(
            "parts.core.clock=2.5 GHz",
            "parts.core.width=256 bit",
            "parts.other.width=2048 bit",
            "name=tablet")) {
      Loaded<Device> again = rebinding().with(overlay(change));
      Loaded<Device> anew =
          document().bind(FORMAT, ParameterForm.FULL_OR_SHORT, List.of(overlay(change)));
      assertThat(again).as(change).isEqualTo(anew);
      assertThat(again.value()).isNotEqualTo(rebinding().asWritten().value());
    }
  }

  @Test
  void whatIsNotTouchedIsTheVeryObject() {
    Rebinding<Device> file = rebinding();
    Loaded<Device> changed = file.with(overlay("parts.core.clock=2.5 GHz"));
    assertThat(changed.value().parts().get("other"))
        .isSameAs(file.asWritten().value().parts().get("other"));
    assertThat(file.with(overlay())).isSameAs(file.asWritten());
  }

  @Test
  void changesAreCheckedAsEverywhere() {
    assertThatThrownBy(() -> rebinding().with(overlay("parts.core.width=384 bit")))
        .hasMessageContaining("no power of two");
    assertThatThrownBy(() -> rebinding().with(overlay("parts.core.clok=1 GHz")))
        .hasMessageContaining("unknown key");
    assertThatThrownBy(() -> rebinding().with(overlay("parts.core.clock=1 GB")))
        .isInstanceOf(ConfigException.class);
  }
}
