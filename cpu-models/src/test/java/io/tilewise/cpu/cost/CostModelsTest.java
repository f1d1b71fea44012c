package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CostModelsTest {
  @Test
  void allAreFoundByNameAndSayWhatTheyAre() {
    Map<String, CostModel<?>> models = CostModels.load().byName();
    assertThat(models).hasSizeGreaterThan(5);
    models.forEach((name, model) -> assertThat(model.name()).isEqualTo(name));
    assertThat(models.values())
        .allSatisfy(model -> assertThat(model.description()).isNotBlank())
        .allSatisfy(model -> assertThat(model.parameterType()).isNotNull())
        .extracting(CostModel::description)
        .doesNotHaveDuplicates();
  }
}
