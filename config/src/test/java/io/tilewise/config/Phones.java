package io.tilewise.config;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assertions;

/** A sound {@link Phone} file, and what tests do with variations of it. */
final class Phones {

  static final Format<Phone> FORMAT = Format.of(Phone.class);

  /** Every parameter in the full form. */
  static final String YAML =
      """
      name: test phone
      clusters:
        ultra:
          cores: 1
          clock:
            value: 4.21 GHz
            source: launch slides
            status: published
          fast: [fp16, int8]
        premium:
          cores: 3
          clock: {value: 3.5 GHz, source: launch slides, status: published}
      memory:
        dram:
          bandwidth:
            value: 60 GB/s
            source: 0.7 x 85.3
            status: estimated
            range: [50 GB/s, 68 GB/s]
            note: no measurement found
          latency: {value: 120 ns, source: scaled, status: estimated, range: [100 ns, 140 ns]}
      matrix_units:
        - type: sme2
          svl: 512 bit
          mopa_interval: {value: 2 cycles, source: tables, status: published, range: [1 cycle, 2 cycles]}
          shared_by: [ultra, premium]
      """;

  private Phones() {}

  static Document document(String yaml) {
    return new ConfigReader().parse("phone.yaml", yaml);
  }

  static Loaded<Phone> bind(String yaml, Overlay... overlays) {
    return document(yaml).bind(FORMAT, ParameterForm.FULL_OR_SHORT, Arrays.asList(overlays));
  }

  /** The sound file with one piece of text replaced. */
  static String with(String old, String replacement) {
    Assertions.assertThat(YAML).contains(old);
    return YAML.replace(old, replacement);
  }

  /** What is wrong, a line per problem. */
  static List<String> problems(String yaml, Overlay... overlays) {
    return Assertions.catchThrowableOfType(ConfigException.class, () -> bind(yaml, overlays))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }
}
