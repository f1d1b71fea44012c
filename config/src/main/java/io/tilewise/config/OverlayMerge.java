package io.tilewise.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Applies the changes of an overlay to a tree, with the format at hand to tell a key that the file
 * merely leaves out from one that does not exist. A change that does not fit is reported, or taken
 * over for the binder to report if it can say more.
 */
final class OverlayMerge {

  private final FormatModel model;
  private final String overlay;
  private final SortedSet<String> elsewhere;
  private final Problems problems;

  /**
   * For one overlay.
   *
   * @param overlay its name
   * @param elsewhere first keys that lead into other files, known to the user though not here
   */
  OverlayMerge(FormatModel model, String overlay, SortedSet<String> elsewhere, Problems problems) {
    this.model = model;
    this.overlay = overlay;
    this.elsewhere = elsewhere;
    this.problems = problems;
  }

  /** The base with the changes. */
  ConfigNode merge(ConfigNode base, Change.Branch changes) {
    return merged(model.root(), Optional.of(base), changes, base.path()).orElse(base);
  }

  /** What stands at the path after the change; empty if the change does not fit. */
  private Optional<ConfigNode> merged(
      Shape shape, Optional<ConfigNode> base, Change change, KeyPath path) {
    if (shape instanceof Shape.Single) {
      return change instanceof Change.Leaf
          ? taken(change, path)
          : refused(change, path, "this is a single value without keys; set it as a whole");
    }
    if (shape instanceof Shape.ParameterOf) {
      return parameter(base, change, path);
    }
    if (shape instanceof Shape.ListOf list) {
      return list(list, base, change, path);
    }
    if (shape instanceof Shape.Raw) {
      return raw(base, change, path);
    }
    if (change instanceof Change.Branch branch) {
      return mapping(shape, base, branch, path);
    }
    return wholeMapping(base, (Change.Leaf) change, path);
  }

  private Optional<ConfigNode> refused(Change change, KeyPath path, String message) {
    problems.add(change.location(), path, message);
    return Optional.empty();
  }

  /** A value alone keeps the range for information; otherwise the full form is replaced. */
  private Optional<ConfigNode> parameter(Optional<ConfigNode> base, Change change, KeyPath path) {
    if (change instanceof Change.Leaf leaf) {
      return Optional.of(
          leaf.value().at(path) instanceof ScalarNode scalar
              ? scalar.overriddenBy(source(scalar.location()), baseRange(base))
              : stamped(leaf.value().at(path)));
    }
    Map<String, Change> changes = ((Change.Branch) change).changes();
    if (!changes.containsKey(ParameterFormat.VALUE)) {
      return refused(
          change,
          path,
          "an overlay sets a parameter's value, or its value, source and status together");
    }
    return changes.size() == 1
        ? parameter(base, changes.get(ParameterFormat.VALUE), path)
        : taken(change, path);
  }

  private static Optional<ConfigNode> baseRange(Optional<ConfigNode> base) {
    if (base.isPresent() && base.get() instanceof ScalarNode scalar) {
      return scalar.override().flatMap(ScalarNode.OverrideOrigin::baseRange);
    }
    return child(base, ParameterFormat.RANGE);
  }

  private Optional<ConfigNode> list(
      Shape.ListOf shape, Optional<ConfigNode> base, Change change, KeyPath path) {
    if (change instanceof Change.Leaf) {
      return taken(change, path);
    }
    if (shape.oneOrMany() && base.filter(SequenceNode.class::isInstance).isEmpty()) {
      return merged(shape.element(), base, change, path);
    }
    return refused(change, path, "the elements of a list cannot be set one by one; give the list");
  }

  /** Without a format, what looks like a parameter in the full form is taken for one. */
  private Optional<ConfigNode> raw(Optional<ConfigNode> base, Change change, KeyPath path) {
    if (base.isEmpty()) {
      return taken(change, path);
    }
    if (ParameterFormat.REQUIRED.stream().allMatch(key -> child(base, key).isPresent())) {
      return parameter(base, change, path);
    }
    if (!(base.get() instanceof MappingNode mapping)) {
      return taken(change, path);
    }
    return change instanceof Change.Branch branch
        ? Optional.of(changed(mapping, branch, Level.open(new Shape.Raw(false, Optional.empty()))))
        : refused(
            change,
            path,
            "a mapping cannot be replaced; set one of its keys ("
                + Show.names(mapping.entries().keySet())
                + ")");
  }

  private Optional<ConfigNode> wholeMapping(
      Optional<ConfigNode> base, Change.Leaf change, KeyPath path) {
    return base.isPresent() && change.value() instanceof MappingNode
        ? refused(change, path, "an empty mapping changes nothing; remove the line")
        : taken(change, path);
  }

  private Optional<ConfigNode> mapping(
      Shape shape, Optional<ConfigNode> base, Change.Branch branch, KeyPath path) {
    if (base.isPresent() && !(base.get() instanceof MappingNode)) {
      return Optional.empty();
    }
    MappingNode mapping =
        base.map(MappingNode.class::cast)
            .orElseGet(() -> new MappingNode(path, branch.location(), Map.of()));
    if (shape instanceof Shape.Choice choice) {
      return choice(model.choice(choice.type()), mapping, branch);
    }
    if (shape instanceof Shape.MapOf map) {
      return Optional.of(changed(mapping, branch, Level.of(map, mapping)));
    }
    Level level = Level.of(model.record(((Shape.Group) shape).type()));
    return Optional.of(changed(mapping, branch, level));
  }

  /** Another variant has other keys, so it replaces the mapping instead of changing it. */
  private Optional<ConfigNode> choice(ChoiceModel choice, MappingNode base, Change.Branch branch) {
    Optional<String> has = base.get(choice.discriminator()).flatMap(OverlayMerge::text);
    Optional<String> wants =
        Optional.ofNullable(branch.changes().get(choice.discriminator()))
            .flatMap(
                change -> change instanceof Change.Leaf l ? text(l.value()) : Optional.empty());
    boolean replaced = wants.isPresent() && !wants.equals(has);
    Optional<RecordModel> variant =
        wants
            .or(() -> has)
            .map(choice.variants().values()::get)
            .map(type -> model.record((Class<?>) type));
    if (variant.isEmpty()) {
      return replaced ? taken(branch, base.path()) : Optional.empty();
    }
    MappingNode start = replaced ? new MappingNode(base.path(), branch.location(), Map.of()) : base;
    return Optional.of(changed(start, branch, Level.of(choice, variant.get())));
  }

  private MappingNode changed(MappingNode base, Change.Branch branch, Level level) {
    Map<String, MappingNode.Entry> entries = new LinkedHashMap<>(base.entries());
    branch
        .changes()
        .forEach(
            (step, change) -> {
              KeyPath path = base.path().child(step);
              level
                  .shapeOf(step)
                  .or(() -> unknown(level, step, change, path))
                  .flatMap(shape -> merged(shape, base.get(step), change, path))
                  .ifPresent(value -> entries.put(step, entry(base, step, change, value)));
            });
    return new MappingNode(base.path(), base.location(), entries);
  }

  private Optional<Shape> unknown(Level level, String step, Change change, KeyPath path) {
    List<String> known = new ArrayList<>(level.shapes().keySet());
    if (path.length() == 1) {
      known.addAll(elsewhere);
    }
    String hint = NearestName.suggestion(step, known, level.label());
    problems.add(change.location(), path, level.refusal() + hint);
    return Optional.empty();
  }

  private static MappingNode.Entry entry(
      MappingNode base, String step, Change change, ConfigNode value) {
    Location key =
        Optional.ofNullable(base.entries().get(step))
            .map(MappingNode.Entry::keyLocation)
            .orElse(change.location());
    return new MappingNode.Entry(key, value);
  }

  /** What the change alone makes, marked as set by the overlay. */
  private Optional<ConfigNode> taken(Change change, KeyPath path) {
    return Optional.of(stamped(made(change, path)));
  }

  private static ConfigNode made(Change change, KeyPath path) {
    if (change instanceof Change.Leaf leaf) {
      return leaf.value().at(path);
    }
    Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
    ((Change.Branch) change)
        .changes()
        .forEach(
            (step, next) ->
                entries.put(
                    step, new MappingNode.Entry(next.location(), made(next, path.child(step)))));
    return new MappingNode(path, change.location(), entries);
  }

  private ConfigNode stamped(ConfigNode node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.overriddenBy(source(scalar.location()), Optional.empty());
    }
    if (node instanceof SequenceNode sequence) {
      return new SequenceNode(
          node.path(), node.location(), sequence.elements().stream().map(this::stamped).toList());
    }
    Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
    ((MappingNode) node)
        .entries()
        .forEach(
            (key, entry) ->
                entries.put(
                    key, new MappingNode.Entry(entry.keyLocation(), stamped(entry.value()))));
    return new MappingNode(node.path(), node.location(), entries);
  }

  private String source(Location location) {
    return location.line() == 0
        ? location.toString()
        : overlay + " (" + location.fileNameAndLine() + ")";
  }

  private static Optional<ConfigNode> child(Optional<ConfigNode> node, String key) {
    return node.flatMap(n -> n instanceof MappingNode m ? m.get(key) : Optional.empty());
  }

  private static Optional<String> text(ConfigNode node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  /**
   * The names that a mapping can have below it.
   *
   * @param shapes what may stand under each
   * @param other what may stand under any other name; empty if there is none
   * @param refusal what is wrong with any other name
   * @param label what the names are
   */
  private record Level(
      Map<String, Shape> shapes, Optional<Shape> other, String refusal, String label) {

    static Level of(RecordModel record) {
      Map<String, Shape> shapes = new LinkedHashMap<>();
      record.fields().forEach(field -> shapes.put(field.key(), field.shape()));
      return new Level(shapes, Optional.empty(), "unknown key", "keys here");
    }

    static Level of(ChoiceModel choice, RecordModel variant) {
      Level level = of(variant);
      level.shapes.put(choice.discriminator(), new Shape.Single(TextLeaf.any()));
      return level;
    }

    static Level of(Shape.MapOf map, MappingNode base) {
      Map<String, Shape> shapes = new LinkedHashMap<>();
      base.entries().keySet().forEach(name -> shapes.put(name, map.value()));
      Optional<Shape> other = map.overlaysMayAdd() ? Optional.of(map.value()) : Optional.empty();
      return new Level(shapes, other, "an overlay cannot add a name here", "names here");
    }

    static Level open(Shape shape) {
      return new Level(Map.of(), Optional.of(shape), "", "");
    }

    Optional<Shape> shapeOf(String name) {
      return Optional.ofNullable(shapes.get(name)).or(() -> other);
    }
  }
}
