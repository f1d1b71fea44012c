package io.tilewise.cpu.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.cpu.SmallDevice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A big core, which can use the matrix unit, and a little one, which cannot. */
class DeviceTest {
  private static final SmallDevice BOTH = SmallDevice.of(SmallDevice.BIG, SmallDevice.LITTLE);
  private static final Device DEVICE =
      new Device(
          "small",
          BOTH.cores(),
          List.of(new Device.Attachment(BOTH.unit(), List.of("big"))),
          BOTH.memory(),
          BOTH.rates());

  @Test
  void onlyCoresOfItsClustersUseAMatrixUnit() {
    assertThat(DEVICE.matrixUnits().get(0).users(DEVICE.cores())).isEqualTo(1);
    assertThat(DEVICE.matrixUnitOf(SmallDevice.BIG)).contains(BOTH.unit());
    assertThat(DEVICE.matrixUnitOf(SmallDevice.LITTLE)).isEmpty();
    List<Core> little = List.of(DEVICE.core("little1"));
    assertThat(Ceiling.of(DEVICE, little)).extracting(Ceiling::resource).doesNotContain("sme2");
    assertThat(Ceiling.of(DEVICE, DEVICE.cores())).extracting(Ceiling::resource).contains("sme2");
  }

  @Test
  void aCoreIsFoundByItsName() {
    assertThat(DEVICE.core("little1").type()).isEqualTo(SmallDevice.LITTLE);
    assertThatThrownBy(() -> DEVICE.core("little2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no core little2");
  }
}
