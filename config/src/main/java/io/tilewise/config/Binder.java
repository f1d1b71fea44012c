package io.tilewise.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes records from a tree. A part that is wrong is reported and left out, and the rest is still
 * looked at, so that all problems come together; the result of a tree with problems is empty.
 */
final class Binder {

  private final FormatModel model;
  private final ParameterForm form;
  private final Problems problems;
  private final BoundNodes known;
  private final List<Parameter> parameters = new ArrayList<>();

  Binder(FormatModel model, ParameterForm form, Problems problems) {
    this(model, form, problems, BoundNodes.none());
  }

  /** A binder that takes over what has been made of nodes before, and adds to it if it may. */
  Binder(FormatModel model, ParameterForm form, Problems problems, BoundNodes known) {
    this.model = model;
    this.form = form;
    this.problems = problems;
    this.known = known;
  }

  /** The parameters bound so far. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** What the node says, read as the shape; empty if a problem was reported. */
  Optional<?> bind(Shape shape, ConfigNode node) {
    Optional<BoundNodes.Bound> before = known.of(shape, node);
    if (before.isPresent()) {
      parameters.addAll(before.get().parameters());
      return Optional.of(before.get().value());
    }
    int problemsBefore = problems.count();
    int parametersBefore = parameters.size();
    Optional<?> value = bindAnew(shape, node);
    if (value.isPresent() && problems.count() == problemsBefore) {
      known.add(shape, node, value.get(), parameters.subList(parametersBefore, parameters.size()));
    }
    return value;
  }

  private Optional<?> bindAnew(Shape shape, ConfigNode node) {
    if (shape instanceof Shape.Single single) {
      return single(single, node);
    }
    if (shape instanceof Shape.ParameterOf parameter) {
      return parameter(parameter, node);
    }
    if (shape instanceof Shape.ListOf list) {
      return list(list, node);
    }
    if (shape instanceof Shape.MapOf map) {
      return asMapping(shape, node).flatMap(mapping -> map(map, mapping));
    }
    if (shape instanceof Shape.Group group) {
      RecordModel record = model.record(group.type());
      return asMapping(shape, node).flatMap(mapping -> record(record, mapping, mapping.entries()));
    }
    if (shape instanceof Shape.Choice choice) {
      return asMapping(shape, node)
          .flatMap(mapping -> choice(model.choice(choice.type()), mapping));
    }
    boolean mappingOnly = ((Shape.Raw) shape).mappingOnly();
    return mappingOnly ? asMapping(shape, node) : Optional.of(node);
  }

  private Optional<?> single(Shape.Single shape, ConfigNode node) {
    if (!(node instanceof ScalarNode scalar) || scalar.isEmpty()) {
      return notWanted(shape, node);
    }
    try {
      return Optional.of(shape.leaf().read(scalar));
    } catch (IllegalArgumentException e) {
      problems.add(node, e.getMessage());
      return Optional.empty();
    }
  }

  private <T> Optional<T> notWanted(Shape shape, ConfigNode node) {
    problems.add(node, shape.wanted() + " is needed, but this is " + node.kind());
    return Optional.empty();
  }

  private Optional<MappingNode> asMapping(Shape shape, ConfigNode node) {
    return node instanceof MappingNode mapping ? Optional.of(mapping) : notWanted(shape, node);
  }

  private Optional<Parameter> parameter(Shape.ParameterOf shape, ConfigNode node) {
    Optional<Parameter> parameter =
        node instanceof MappingNode mapping
            ? record(shape.fullForm(), mapping, mapping.entries())
                .map(full -> ((ParameterFormat.FullForm) full).at(node.path()))
            : shortForm(shape, node);
    parameter.ifPresent(parameters::add);
    return parameter;
  }

  private Optional<Parameter> shortForm(Shape.ParameterOf shape, ConfigNode node) {
    Optional<Quantity> quantity =
        single(new Shape.Single(shape.quantity()), node).map(Quantity.class::cast);
    if (quantity.isEmpty()) {
      return Optional.empty();
    }
    Optional<ScalarNode.OverrideOrigin> override = ((ScalarNode) node).override();
    if (override.isEmpty() && form == ParameterForm.FULL) {
      problems.add(
          node,
          "the value "
              + quantity.get()
              + " alone is not enough here; give value, source and status ("
              + Show.names(Status.stated().stream().map(Status::text).toList())
              + ")");
      return Optional.empty();
    }
    String source =
        override
            .map(ScalarNode.OverrideOrigin::source)
            .orElseGet(() -> "no source given, " + node.location().fileNameAndLine());
    return Optional.of(
        new Parameter(
            node.path(),
            quantity.get(),
            new Provenance(source, Status.WHAT_IF),
            override
                .flatMap(ScalarNode.OverrideOrigin::baseRange)
                .flatMap(range -> range(shape, range)),
            Optional.empty()));
  }

  private Optional<QuantityRange> range(Shape.ParameterOf shape, ConfigNode node) {
    return bind(ParameterFormat.rangeShape(shape.quantity()), node)
        .map(ends -> ((List<?>) ends).stream().map(Quantity.class::cast).toList())
        .flatMap(ends -> ParameterFormat.rangeOf(ends, new Checks(node, problems)));
  }

  private Optional<?> list(Shape.ListOf shape, ConfigNode node) {
    if (!(node instanceof SequenceNode sequence)) {
      return shape.oneOrMany() ? bind(shape.element(), node).map(List::of) : notWanted(shape, node);
    }
    if (shape.nonEmpty() && sequence.elements().isEmpty()) {
      problems.add(node, "the list is empty, but at least one value is needed");
      return Optional.empty();
    }
    int before = problems.count();
    List<Object> values = new ArrayList<>();
    for (ConfigNode element : sequence.elements()) {
      bind(shape.element(), element).ifPresent(values::add);
    }
    return ifSound(before, List.copyOf(values));
  }

  private Optional<?> map(Shape.MapOf shape, MappingNode node) {
    int before = problems.count();
    if (shape.nonEmpty() && node.entries().isEmpty()) {
      problems.add(node, "the mapping is empty, but at least one name is needed");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    node.entries()
        .forEach(
            (name, entry) -> {
              checkName(shape, name, entry);
              bind(shape.value(), entry.value()).ifPresent(value -> values.put(name, value));
            });
    return ifSound(before, Collections.unmodifiableMap(values));
  }

  private void checkName(Shape.MapOf shape, String name, MappingNode.Entry entry) {
    if (name.contains(".") || !shape.names().matcher(name).matches()) {
      String allowed =
          shape.names().pattern().equals(Names.USUAL)
              ? "a letter, then letters, digits, _ and -"
              : "what matches " + shape.names() + ", without dots";
      problems.add(
          entry.keyLocation(),
          entry.value().path(),
          Show.quoted(name) + " cannot be a name here; a name is " + allowed);
    }
  }

  private Optional<?> choice(ChoiceModel choice, MappingNode node) {
    Shape.Single name = new Shape.Single(choice.variants());
    Optional<ConfigNode> discriminator = node.get(choice.discriminator());
    if (discriminator.isEmpty()) {
      missing(node, choice.discriminator(), name);
      return Optional.empty();
    }
    Map<String, MappingNode.Entry> others = new LinkedHashMap<>(node.entries());
    others.remove(choice.discriminator());
    return single(name, discriminator.get())
        .map(type -> model.record((Class<?>) type))
        .flatMap(variant -> record(variant, node, others));
  }

  private Optional<Object> record(
      RecordModel record, MappingNode node, Map<String, MappingNode.Entry> entries) {
    int before = problems.count();
    Map<String, Object> values = new HashMap<>();
    entries.forEach(
        (key, entry) ->
            record
                .field(key)
                .ifPresentOrElse(
                    field ->
                        bind(field.shape(), entry.value())
                            .ifPresent(value -> values.put(key, field.held(value))),
                    () -> unknownKey(record, key, entry)));
    for (Field field : record.fields()) {
      if (!entries.containsKey(field.key())) {
        absent(field, node).ifPresent(value -> values.put(field.key(), value));
      }
    }
    return problems.count() == before ? create(record, node, values) : Optional.empty();
  }

  private Optional<?> absent(Field field, MappingNode node) {
    if (field.optional()) {
      return Optional.of(Optional.empty());
    }
    if (field.defaultValue().isPresent()) {
      return bind(field.shape(), field.defaultValue().get().at(node.path().child(field.key())));
    }
    missing(node, field.key(), field.shape());
    return Optional.empty();
  }

  private void missing(MappingNode node, String key, Shape shape) {
    problems.add(
        node.location(),
        node.path().child(key),
        "the key is missing; " + shape.wanted() + " is needed");
  }

  private void unknownKey(RecordModel record, String key, MappingNode.Entry entry) {
    problems.add(
        entry.keyLocation(),
        entry.value().path(),
        "unknown key" + NearestName.suggestion(key, record.keys(), "keys here"));
  }

  private Optional<Object> create(
      RecordModel record, MappingNode node, Map<String, Object> values) {
    int before = problems.count();
    try {
      Object made =
          record.create(record.fields().stream().map(field -> values.get(field.key())).toList());
      if (made instanceof SelfChecking selfChecking) {
        selfChecking.check(new Checks(node, problems));
      }
      return ifSound(before, made);
    } catch (IllegalArgumentException refusal) {
      new Checks(node, problems).problem(String.valueOf(refusal.getMessage()));
      return Optional.empty();
    }
  }

  private <T> Optional<T> ifSound(int before, T value) {
    return problems.count() == before ? Optional.of(value) : Optional.empty();
  }
}
