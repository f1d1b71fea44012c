package io.tilewise.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sorts the paths of an overlay, dotted, nested or mixed, into one tree of changes. */
final class ChangeReader {

  private static final int MOST_STEPS = 32;

  private final Problems problems;

  ChangeReader(Problems problems) {
    this.problems = problems;
  }

  Change.Branch read(MappingNode node) {
    Change.Branch root = Change.Branch.at(node.location());
    addAll(root, KeyPath.root(), node);
    return root;
  }

  Change.Branch read(String option, List<String> assignments) {
    Change.Branch root = Change.Branch.at(Location.of(option));
    for (String assignment : assignments) {
      addAssignment(root, Location.of(option + " " + assignment), assignment);
    }
    return root;
  }

  private void addAssignment(Change.Branch root, Location location, String assignment) {
    int equals = assignment.indexOf('=');
    String path = assignment.substring(0, Math.max(equals, 0)).strip();
    if (path.isEmpty()) {
      problems.add(
          location, KeyPath.root(), "write path=value, such as memory.dram.bandwidth=60 GB/s");
      return;
    }
    value(location, assignment.substring(equals + 1))
        .ifPresent(value -> add(root, KeyPath.root(), path, location, value));
  }

  private Optional<ConfigNode> value(Location location, String yaml) {
    Problems inValue = new Problems();
    try {
      String text = new SourceText(location.source(), Limits.standard()).checked(yaml);
      Optional<ConfigNode> value =
          new YamlTree(text, Limits.standard(), inValue, mark -> location).read();
      if (value.isEmpty()) {
        inValue.add(location, KeyPath.root(), "there is no value after the equals sign");
      }
      inValue.throwIfAny();
      return value;
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add(location, problem.path(), problem.message()));
      return Optional.empty();
    }
  }

  private void addAll(Change.Branch branch, KeyPath path, MappingNode node) {
    node.entries()
        .forEach((key, entry) -> add(branch, path, key, entry.keyLocation(), entry.value()));
  }

  private void add(
      Change.Branch branch, KeyPath path, String dotted, Location location, ConfigNode value) {
    List<String> steps = Arrays.asList(dotted.split("\\.", -1));
    if (steps.contains("") || path.length() + steps.size() > MOST_STEPS) {
      problems.add(
          location,
          path,
          Show.quoted(dotted)
              + " is not a path; a path is at most "
              + MOST_STEPS
              + " names with single dots between");
      return;
    }
    KeyPath at = path;
    Change.Branch parent = branch;
    for (String step : steps.subList(0, steps.size() - 1)) {
      at = at.child(step);
      Optional<Change.Branch> next = descend(parent, at, step, location);
      if (next.isEmpty()) {
        return;
      }
      parent = next.get();
    }
    String last = steps.get(steps.size() - 1);
    set(parent, at.child(last), last, location, value);
  }

  private void set(
      Change.Branch parent, KeyPath path, String step, Location location, ConfigNode value) {
    if (value instanceof MappingNode mapping && !mapping.entries().isEmpty()) {
      descend(parent, path, step, location).ifPresent(branch -> addAll(branch, path, mapping));
      return;
    }
    Change earlier = parent.changes().putIfAbsent(step, new Change.Leaf(location, value));
    if (earlier instanceof Change.Leaf) {
      problems.add(
          location, path, "this is set twice, first at " + earlier.location() + "; remove one");
    } else if (earlier != null) {
      conflict(path, location, earlier);
    }
  }

  private Optional<Change.Branch> descend(
      Change.Branch parent, KeyPath path, String step, Location location) {
    Change next = parent.changes().computeIfAbsent(step, key -> Change.Branch.at(location));
    if (next instanceof Change.Branch branch) {
      return Optional.of(branch);
    }
    conflict(path, location, next);
    return Optional.empty();
  }

  private void conflict(KeyPath path, Location location, Change earlier) {
    problems.add(
        location,
        path,
        "this is set both as a whole and in part, first at "
            + earlier.location()
            + "; remove one of them");
  }
}
