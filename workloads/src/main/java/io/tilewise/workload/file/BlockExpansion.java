package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigNode;
import io.tilewise.config.Description;
import io.tilewise.config.Format;
import io.tilewise.config.MappingNode;
import io.tilewise.config.NearestName;
import io.tilewise.config.ParameterForm;
import io.tilewise.config.Problem;
import io.tilewise.config.ScalarNode;
import io.tilewise.config.SequenceNode;
import io.tilewise.workload.file.FlatGraph.GivenTensor;
import io.tilewise.workload.file.FlatGraph.Giver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts the operators of blocks where the blocks are used.
 *
 * <p>A use {@code u} of a block with an operator {@code a} becomes the operator {@code u.a}; with
 * repetitions {@code u.0.a}, {@code u.1.a} and so on. Inside a block, names are those of the block
 * only. Whatever stands for something else, such as an input of a block or the name of a use, is an
 * alias, and is replaced by what it stands for at the end.
 */
final class BlockExpansion {
  /** The time to partition a graph grows faster than its size. */
  static final int MOST_OPERATORS = 2000;

  private static final int DEEPEST = 8;
  private static final Format<OperatorFile> OPERATOR = Format.of(OperatorFile.class);
  private static final Format<ShapeOnly> SHAPE = Format.of(ShapeOnly.class);

  /** A shape of a block, which may hold arguments. */
  record ShapeOnly(
      @Description("The shape.") @Bounds(atLeast = "1", atMost = "16777216") List<Integer> shape) {}

  private final GraphFile file;
  private final Place root;
  private final Place.Findings findings;
  private final List<GivenTensor> tensors = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /** Blocks that are wrong in themselves, each of which is reported once. */
  private final Set<String> broken = new HashSet<>();

  private boolean tooMany;

  /** Whether all uses could be put in place. */
  private boolean complete = true;

  private BlockExpansion(GraphFile file, Optional<Checks> checks, Place.Findings findings) {
    this.file = file;
    this.findings = findings;
    this.root = Place.root(checks, findings);
  }

  /** The graph of a file that was checked, or of one whose problems the checks take. */
  static FlatGraph of(GraphFile file, Optional<Checks> checks) {
    return of(file, checks, new Place.Findings());
  }

  /** The same, counting what was found. */
  static FlatGraph of(GraphFile file, Optional<Checks> checks, Place.Findings findings) {
    return new BlockExpansion(file, checks, findings).expand();
  }

  /** The names that operators beside each other may read, with where each is given. */
  private final class Scope {
    private final String prefix;
    private final Map<String, String> placeOf = new LinkedHashMap<>();

    Scope(String prefix) {
      this.prefix = prefix;
    }

    void register(String name, String described, Place place) {
      String other = placeOf.putIfAbsent(name, described);
      if (other != null) {
        place.problem("the name \"" + name + "\" is already that of " + other);
      }
    }

    /** The operator's name and, of a use, those of the block's outputs. */
    void register(OperatorFile operator, String described, Place place) {
      register(operator.name(), described, place.at("name"));
      if (operator instanceof BlockUse use && file.blocks().containsKey(use.block())) {
        file.blocks()
            .get(use.block())
            .outputs()
            .forEach(output -> placeOf.putIfAbsent(use.name() + "." + output, described));
      }
    }

    void check(List<String> names, Place place) {
      for (int i = 0; i < names.size(); i++) {
        place.at(i).knownName(names.get(i), placeOf.keySet(), "tensors");
      }
    }

    void check(OperatorFile operator, Place place) {
      check(operator.inputs(), place.at("inputs"));
      operator
          .sharedWeights()
          .ifPresent(name -> place.at("weights").knownName(name, placeOf.keySet(), "tensors"));
    }

    String full(String name) {
      return prefix + name;
    }
  }

  private FlatGraph expand() {
    Scope scope = new Scope("");
    give(scope, "inputs", file.inputs(), Giver.INPUT);
    give(scope, "integer_inputs", file.integerInputs(), Giver.INTEGER_INPUT);
    give(scope, "parameters", file.parameters(), Giver.PARAMETER);
    give(scope, "buffers", file.buffers(), Giver.BUFFER);
    Place operators = root.at("operators");
    for (int i = 0; i < file.operators().size(); i++) {
      scope.register(file.operators().get(i), "operators[" + i + "]", operators.at(i));
    }
    for (int i = 0; i < file.operators().size(); i++) {
      scope.check(file.operators().get(i), operators.at(i));
    }
    scope.check(file.outputs(), root.at("outputs"));
    for (int i = 0; i < file.operators().size(); i++) {
      add(file.operators().get(i), scope, operators.at(i), List.of());
    }
    checkThatBlocksAreUsed();
    List<String> outputs = file.outputs().stream().map(this::resolved).toList();
    return new FlatGraph(tensors, resolvedSteps(), outputs, complete && !tooMany);
  }

  private void give(Scope scope, String key, Map<String, List<Integer>> given, Giver giver) {
    given.forEach(
        (name, shape) -> {
          Place place = root.at(key).at(name);
          scope.register(name, key + "." + name, place);
          give(scope, name, shape, giver, place);
        });
  }

  private void give(Scope scope, String name, List<Integer> shape, Giver giver, Place place) {
    TensorSize.problem(shape).ifPresent(place::problem);
    tensors.add(new GivenTensor(scope.full(name), shape, giver, place));
  }

  private void add(OperatorFile operator, Scope scope, Place place, List<String> within) {
    if (operator instanceof BlockUse use) {
      expand(use, scope, place, within);
    } else if (!tooMany) {
      List<String> inputs = operator.inputs().stream().map(scope::full).toList();
      Optional<String> weights = operator.sharedWeights().map(scope::full);
      steps.add(new Step(scope.full(operator.name()), inputs, weights, operator, place));
      if (steps.size() > MOST_OPERATORS) {
        tooMany = true;
        root.at("operators")
            .problem(
                "there are more than "
                    + MOST_OPERATORS
                    + " operators, those of blocks included; at most "
                    + MOST_OPERATORS
                    + " can be");
      }
    }
  }

  private void expand(BlockUse use, Scope outer, Place place, List<String> within) {
    int before = findings.count();
    place.at("block").knownName(use.block(), file.blocks().keySet(), "blocks");
    BlockFile block = file.blocks().get(use.block());
    used.add(use.block());
    if (block == null || tooMany || broken.contains(use.block())) {
      complete = false;
      return;
    }
    List<String> inside = Stream.concat(within.stream(), Stream.of(use.block())).toList();
    checkUse(use, block, place, inside);
    if (findings.count() > before) {
      complete = false;
      return;
    }
    String previous = "";
    for (int i = 0; i < use.repeat() && !broken.contains(use.block()) && !tooMany; i++) {
      String number = use.repeat() > 1 ? i + "." : "";
      Scope scope = new Scope(outer.full(use.name()) + "." + number);
      for (int input = 0; input < block.inputs().size(); input++) {
        String given =
            input == 0 && i > 0
                ? previous + block.outputs().get(0)
                : outer.full(use.inputs().get(input));
        aliases.put(scope.full(block.inputs().get(input)), given);
      }
      addBody(use, block, scope, arguments(use, i), place, inside);
      previous = scope.prefix;
    }
    String last = previous;
    aliases.put(outer.full(use.name()), last + block.outputs().get(0));
    for (String output : block.outputs()) {
      String dotted = outer.full(use.name()) + "." + output;
      if (!dotted.equals(last + output)) {
        aliases.put(dotted, last + output);
      }
    }
  }

  private void checkUse(BlockUse use, BlockFile block, Place place, List<String> inside) {
    if (inside.indexOf(use.block()) < inside.size() - 1 || inside.size() > DEEPEST) {
      place
          .at("block")
          .problem(
              "blocks are used in each other "
                  + (inside.size() > DEEPEST ? "more than " + DEEPEST + " deep" : "in a circle")
                  + ": "
                  + String.join(" -> ", inside));
    }
    if (use.inputs().size() != block.inputs().size()) {
      place
          .at("inputs")
          .problem(
              "block \""
                  + use.block()
                  + "\" has the inputs "
                  + block.inputs()
                  + ", but "
                  + use.inputs().size()
                  + (use.inputs().size() == 1 ? " is given" : " are given"));
    }
    Place with = place.at("with");
    use.with()
        .forEach(
            (name, value) -> {
              with.at(name).knownName(name, block.arguments(), "arguments of the block");
              checkArgument(use, value, with.at(name));
            });
    for (String argument : block.arguments()) {
      if (!use.with().containsKey(argument)) {
        with.problem(
            "the argument \"" + argument + "\" of block \"" + use.block() + "\" is missing");
      }
    }
  }

  private static void checkArgument(BlockUse use, ConfigNode value, Place place) {
    List<ConfigNode> values = value instanceof SequenceNode list ? list.elements() : List.of(value);
    if (value instanceof SequenceNode && values.size() != use.repeat()) {
      place.problem(
          "the list has "
              + values.size()
              + " values, but the block is repeated "
              + use.repeat()
              + " times; give one for each, or a single value");
    }
    if (!values.stream().allMatch(ScalarNode.class::isInstance)) {
      place.problem("an argument is a single value, or a list with one for each repetition");
    }
  }

  private static Map<String, ScalarNode> arguments(BlockUse use, int repetition) {
    Map<String, ScalarNode> values = new HashMap<>();
    use.with()
        .forEach(
            (name, value) ->
                values.put(
                    name,
                    (ScalarNode)
                        (value instanceof SequenceNode list
                            ? list.elements().get(repetition)
                            : value)));
    return values;
  }

  private void addBody(
      BlockUse use,
      BlockFile block,
      Scope scope,
      Map<String, ScalarNode> arguments,
      Place usedAt,
      List<String> inside) {
    int before = findings.count();
    String name = scope.prefix.substring(0, scope.prefix.length() - 1);
    Place place = root.at("blocks").at(use.block()).through(name, usedAt);
    for (int i = 0; i < block.inputs().size(); i++) {
      scope.register(block.inputs().get(i), "inputs[" + i + "]", place.at("inputs").at(i));
    }
    Stream.of(block.parameters().values(), block.buffers().values(), block.operators())
        .flatMap(Collection::stream)
        .forEach(written -> checkArguments(written, block, place));
    if (findings.count() > before) {
      broken.add(use.block());
      complete = false;
      return;
    }
    giveOwn(scope, block.parameters(), Giver.PARAMETER, arguments, place.at("parameters"));
    giveOwn(scope, block.buffers(), Giver.BUFFER, arguments, place.at("buffers"));
    List<OperatorFile> operators = new ArrayList<>();
    for (MappingNode written : block.operators()) {
      bind(OPERATOR, (MappingNode) filledIn(written, arguments), place).ifPresent(operators::add);
    }
    if (findings.count() == before) {
      checkBody(use, block, operators, scope, place);
    }
    if (findings.count() > before) {
      broken.add(use.block());
      complete = false;
      return;
    }
    for (int i = 0; i < operators.size(); i++) {
      add(operators.get(i), scope, place.at("operators").at(i), inside);
    }
  }

  private void checkBody(
      BlockUse use, BlockFile block, List<OperatorFile> operators, Scope scope, Place place) {
    for (int i = 0; i < operators.size(); i++) {
      String described = "operators[" + i + "] of the block";
      scope.register(operators.get(i), described, place.at("operators").at(i));
    }
    for (int i = 0; i < operators.size(); i++) {
      scope.check(operators.get(i), place.at("operators").at(i));
    }
    List<String> names = operators.stream().map(OperatorFile::name).toList();
    for (int i = 0; i < block.outputs().size(); i++) {
      place.at("outputs").at(i).knownName(block.outputs().get(i), names, "operators of the block");
    }
    Set<String> mentioned = new HashSet<>();
    block.operators().forEach(node -> addArguments(node, mentioned));
    block.parameters().values().forEach(node -> addArguments(node, mentioned));
    block.buffers().values().forEach(node -> addArguments(node, mentioned));
    for (int i = 0; i < block.arguments().size(); i++) {
      String argument = block.arguments().get(i);
      if (!mentioned.contains(argument)) {
        root.at("blocks")
            .at(use.block())
            .at("arguments")
            .at(i)
            .problem("$" + argument + " stands nowhere in the block; use it or remove it");
      }
    }
  }

  private void giveOwn(
      Scope scope,
      Map<String, ConfigNode> given,
      Giver giver,
      Map<String, ScalarNode> arguments,
      Place place) {
    given.forEach(
        (name, written) -> {
          Place here = place.at(name);
          scope.register(name, "a tensor of the block", here);
          ConfigNode shape = filledIn(written, arguments);
          MappingNode wrapped =
              new MappingNode(
                  shape.path(),
                  shape.location(),
                  Map.of("shape", new MappingNode.Entry(shape.location(), shape)));
          bind(SHAPE, wrapped, here).ifPresent(s -> give(scope, name, s.shape(), giver, here));
        });
  }

  private static <T> Optional<T> bind(Format<T> format, MappingNode node, Place place) {
    try {
      return Optional.of(format.bind(node, ParameterForm.FULL).value());
    } catch (ConfigException refusal) {
      for (Problem problem : refusal.problems()) {
        place.problem(problem);
      }
      return Optional.empty();
    }
  }

  /** A part of a block with the arguments in the places that are kept for them. */
  private static ConfigNode filledIn(ConfigNode node, Map<String, ScalarNode> arguments) {
    if (node instanceof MappingNode mapping) {
      Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach(
              (key, entry) ->
                  entries.put(
                      key,
                      new MappingNode.Entry(
                          entry.keyLocation(), filledIn(entry.value(), arguments))));
      return new MappingNode(mapping.path(), mapping.location(), entries);
    }
    if (node instanceof SequenceNode list) {
      return new SequenceNode(
          list.path(),
          list.location(),
          list.elements().stream().map(element -> filledIn(element, arguments)).toList());
    }
    ScalarNode scalar = (ScalarNode) node;
    ScalarNode argument = argumentOf(scalar).map(arguments::get).orElse(scalar);
    return new ScalarNode(
        scalar.path(), scalar.location(), argument.text(), argument.plain(), scalar.override());
  }

  private static Optional<String> argumentOf(ScalarNode scalar) {
    return scalar.text().startsWith("$")
        ? Optional.of(scalar.text().substring(1))
        : Optional.empty();
  }

  /** A part of a block names only arguments that the block has. */
  private static void checkArguments(ConfigNode node, BlockFile block, Place place) {
    if (node instanceof MappingNode mapping) {
      mapping.entries().values().forEach(entry -> checkArguments(entry.value(), block, place));
    } else if (node instanceof SequenceNode list) {
      list.elements().forEach(element -> checkArguments(element, block, place));
    } else {
      argumentOf((ScalarNode) node)
          .filter(name -> !block.arguments().contains(name))
          .ifPresent(
              name ->
                  place.problem(
                      new Problem(
                          node.location(),
                          node.path(),
                          "there is no argument \""
                              + name
                              + '"'
                              + NearestName.suggestion(
                                  name, block.arguments(), "arguments of the block"))));
    }
  }

  private static void addArguments(ConfigNode node, Set<String> mentioned) {
    if (node instanceof MappingNode mapping) {
      mapping.entries().values().forEach(entry -> addArguments(entry.value(), mentioned));
    } else if (node instanceof SequenceNode list) {
      list.elements().forEach(element -> addArguments(element, mentioned));
    } else {
      argumentOf((ScalarNode) node).ifPresent(mentioned::add);
    }
  }

  private void checkThatBlocksAreUsed() {
    if (findings.sound()) {
      for (String name : file.blocks().keySet()) {
        if (!used.contains(name)) {
          root.at("blocks").at(name).problem("the block is used nowhere; use it or remove it");
        }
      }
    }
  }

  private List<Step> resolvedSteps() {
    return steps.stream()
        .map(
            step ->
                step.reading(
                    step.inputs().stream().map(this::resolved).toList(),
                    step.weights().map(this::resolved)))
        .toList();
  }

  /** What a name stands for. Aliases end at tensors and operators: an output is an operator. */
  private String resolved(String name) {
    String at = name;
    while (aliases.containsKey(at)) {
      at = aliases.get(at);
    }
    return at;
  }
}
