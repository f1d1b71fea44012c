package io.tilewise.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree of a YAML document from the parser's events, so that limits are checked while
 * reading and nothing but mappings, lists and text can come out.
 */
final class YamlTree {

  private static final String MERGE_KEY = "<<";

  /** What an anchor stands for. */
  private record Anchored(ConfigNode node, int nodes) {}

  private final String text;
  private final Parser parser;
  private final Limits limits;
  private final Problems problems;
  private final Function<Mark, Location> locate;

  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> openAnchors = new HashSet<>();
  private int nodes;
  private int aliases;
  private Location last;

  YamlTree(String text, Limits limits, Problems problems, Function<Mark, Location> locate) {
    this.text = text;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    this.parser = new ParserImpl(new StreamReader(text), options);
    this.limits = limits;
    this.problems = problems;
    this.locate = locate;
    this.last = locate.apply(new Mark("", 0, 0, 0, new int[0], 0));
  }

  /** The document; empty if the text has none. What can be passed over goes to the problems. */
  Optional<ConfigNode> read() {
    refuseDirective();
    try {
      return document();
    } catch (MarkedYAMLException e) {
      SyntaxMessage syntax = SyntaxMessage.of(e);
      throw problems.fatal(locate.apply(syntax.mark()), KeyPath.root(), syntax.text());
    } catch (YAMLException | IllegalArgumentException e) {
      // The parser lets some of these through, for instance for an escape sequence beyond Unicode.
      throw problems.fatal(
          last,
          KeyPath.root(),
          "something after this is not valid YAML; check escape sequences with a backslash");
    }
  }

  private Optional<ConfigNode> document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return Optional.empty();
    }
    parser.getEvent();
    ConfigNode root = node(KeyPath.root(), 1);
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw problems.fatal(
          at(parser.peekEvent()),
          KeyPath.root(),
          "a second document begins here; a file holds one, so remove the line ---");
    }
    return Optional.of(root);
  }

  /** Looks at the text, since the parser passes over directives it does not know. */
  private void refuseDirective() {
    int number = 0;
    for (String line : text.lines().toList()) {
      if (line.startsWith("%")) {
        Location location = locate.apply(new Mark("", 0, number, 0, new int[0], 0));
        throw problems.fatal(
            location, KeyPath.root(), "YAML directives (%) are not allowed; remove the line");
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        return;
      }
      number++;
    }
  }

  private ConfigNode node(KeyPath path, int depth) {
    Event event = parser.getEvent();
    last = at(event);
    if (event instanceof AliasEvent alias) {
      return aliased(alias, path, depth);
    }
    count(1, event, path);
    refuseTag(event, path);
    Optional<String> anchor = Optional.ofNullable(((NodeEvent) event).getAnchor());
    anchor.ifPresent(openAnchors::add);
    int before = nodes;
    ConfigNode node = content(event, path, depth);
    anchor.ifPresent(openAnchors::remove);
    anchor.ifPresent(name -> anchors.put(name, new Anchored(node, nodes - before + 1)));
    return node;
  }

  private ConfigNode content(Event event, KeyPath path, int depth) {
    if (event instanceof ScalarEvent scalar) {
      return new ScalarNode(path, at(event), scalar.getValue(), scalar.isPlain(), Optional.empty());
    }
    checkDepth(depth, event, path);
    return event instanceof MappingStartEvent
        ? mapping(at(event), path, depth)
        : sequence(at(event), path, depth);
  }

  private SequenceNode sequence(Location location, KeyPath path, int depth) {
    List<ConfigNode> elements = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      elements.add(node(path.element(elements.size()), depth + 1));
    }
    parser.getEvent();
    return new SequenceNode(path, location, elements);
  }

  private MappingNode mapping(Location location, KeyPath path, int depth) {
    Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      ConfigNode key = node(path, depth + 1);
      String name = key instanceof ScalarNode scalar ? scalar.text() : "";
      ConfigNode value = node(path.child(name), depth + 1);
      if (isUsable(key, entries)) {
        entries.put(name, new MappingNode.Entry(key.location(), value));
      }
    }
    parser.getEvent();
    return new MappingNode(path, location, entries);
  }

  private boolean isUsable(ConfigNode key, Map<String, MappingNode.Entry> entries) {
    int before = problems.count();
    if (!(key instanceof ScalarNode scalar) || scalar.text().isEmpty()) {
      problems.add(key, "a key must be a name, but this is " + key.kind());
    } else if (scalar.plain() && scalar.text().equals(MERGE_KEY)) {
      problems.add(key, "merge keys (<<) are not allowed; write the keys out");
    } else if (entries.containsKey(scalar.text())) {
      Location first = entries.get(scalar.text()).keyLocation();
      problems.add(
          key.location(),
          key.path().child(scalar.text()),
          "the key is given twice, first at " + first + "; remove one");
    }
    return problems.count() == before;
  }

  private ConfigNode aliased(AliasEvent alias, KeyPath path, int depth) {
    String name = alias.getAnchor();
    Anchored target = anchors.get(name);
    if (target == null || openAnchors.contains(name)) {
      String wrong = openAnchors.contains(name) ? " contains itself" : " has no anchor before it";
      throw problems.fatal(at(alias), path, "the alias " + Show.quoted("*" + name) + wrong);
    }
    aliases++;
    if (aliases > limits.aliases()) {
      throw problems.fatal(
          at(alias), path, "more than " + limits.aliases() + " aliases; write the values out");
    }
    count(target.nodes, alias, path);
    checkDepth(depth - 1 + depth(target.node), alias, path);
    return target.node.at(path);
  }

  private static int depth(ConfigNode node) {
    if (node instanceof MappingNode mapping) {
      return 1
          + mapping.entries().values().stream().mapToInt(e -> depth(e.value())).max().orElse(0);
    }
    if (node instanceof SequenceNode sequence) {
      return 1 + sequence.elements().stream().mapToInt(YamlTree::depth).max().orElse(0);
    }
    return 0;
  }

  private void count(int more, Event event, KeyPath path) {
    nodes += more;
    if (nodes > limits.nodes()) {
      throw problems.fatal(
          at(event), path, "the file holds more than " + limits.nodes() + " keys and values");
    }
  }

  private void checkDepth(int depth, Event event, KeyPath path) {
    if (depth > limits.depth()) {
      throw problems.fatal(
          at(event), path, "nested more than " + limits.depth() + " levels deep, the most allowed");
    }
  }

  private void refuseTag(Event event, KeyPath path) {
    String tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : ((CollectionStartEvent) event).getTag();
    if (tag != null) {
      problems.add(at(event), path, "YAML tags (!) are not allowed; write the value without one");
    }
  }

  private Location at(Event event) {
    return locate.apply(event.getStartMark());
  }
}
