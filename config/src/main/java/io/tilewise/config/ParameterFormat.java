package io.tilewise.config;

import java.util.List;
import java.util.Optional;

/** The full form of a {@link Parameter}: value, source, status, range, note. */
final class ParameterFormat {

  static final String VALUE = "value";
  private static final String SOURCE = "source";
  private static final String STATUS = "status";
  static final String RANGE = "range";

  /** The keys without which a mapping is not the full form. */
  static final List<String> REQUIRED = List.of(VALUE, SOURCE, STATUS);

  private ParameterFormat() {}

  /** What the keys of the full form hold. */
  record FullForm(
      Quantity value,
      String source,
      Status status,
      Optional<List<Quantity>> range,
      Optional<String> note)
      implements SelfChecking {

    @Override
    public void check(Checks checks) {
      Optional<QuantityRange> interval = range.flatMap(ends -> rangeOf(ends, checks.at(RANGE)));
      if (interval.isPresent() && !interval.get().contains(value)) {
        checks
            .at(VALUE)
            .problem(
                Show.quoted(value.toString())
                    + " is outside its own range "
                    + interval.get()
                    + "; correct one of them");
      }
      if (status == Status.ESTIMATED && range.isEmpty()) {
        checks.at(RANGE).problem("an estimated value needs a range: [lowest, highest], with units");
      }
    }

    Parameter at(KeyPath path) {
      return new Parameter(
          path,
          value,
          new Provenance(source, status),
          range.map(ends -> new QuantityRange(ends.get(0), ends.get(1))),
          note);
    }
  }

  /** The range between two ends; if they are not one, that is reported. */
  static Optional<QuantityRange> rangeOf(List<Quantity> ends, Checks checks) {
    if (ends.size() != 2) {
      checks.problem("a range has two values, [lowest, highest], but there are " + ends.size());
      return Optional.empty();
    }
    try {
      return Optional.of(new QuantityRange(ends.get(0), ends.get(1)));
    } catch (IllegalArgumentException reversed) {
      checks.problem(reversed.getMessage());
      return Optional.empty();
    }
  }

  static Shape.ParameterOf shape(QuantityLeaf quantity) {
    Shape text = new Shape.Single(TextLeaf.any());
    Shape value = new Shape.Single(quantity);
    List<Field> fields =
        List.of(
            field(VALUE, value, false, "The value with its unit."),
            field(
                SOURCE,
                text,
                false,
                "The document, measurement or calculation that the value comes from."),
            field(
                STATUS,
                new Shape.Single(NameLeaf.of(Status.stated())),
                false,
                "How the value was come by."),
            field(
                RANGE,
                rangeShape(quantity),
                true,
                "The lower and upper end of where the value may plausibly lie; an estimated value"
                    + " needs it."),
            field("note", text, true, "A remark."));
    return new Shape.ParameterOf(
        quantity,
        RecordModel.of(FullForm.class, "", fields.stream().map(RecordModel.Key::new).toList()));
  }

  static Shape rangeShape(QuantityLeaf quantity) {
    return new Shape.ListOf(new Shape.Single(quantity), false, false);
  }

  private static Field field(String key, Shape shape, boolean optional, String description) {
    return new Field(key, shape, optional, Optional.empty(), description);
  }
}
