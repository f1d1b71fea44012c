package io.tilewise.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Changes to a file, applied before it is read: "what if the memory had 60 GB/s".
 *
 * <p>A mapping whose keys are paths with dots, nested mappings, or both mixed. Mappings are merged,
 * single values and lists are replaced; a value for a {@link Parameter} in the full form replaces
 * its value and makes it a what-if. Only what the file has, or what its format knows as a key, can
 * be changed. Since dots separate the names of a path, a name with a dot cannot be reached (nor can
 * it occur, see {@link Names}). Elements of a list cannot be changed one by one.
 */
public final class Overlay {

  private final String name;
  private final Change.Branch changes;
  private final List<Problem> problems;

  /** First keys that lead elsewhere: offered beside the file's own when a key is unknown. */
  private final SortedSet<String> elsewhere;

  private Overlay(String name, Change.Branch changes, List<Problem> problems) {
    this(name, changes, problems, Set.of());
  }

  private Overlay(
      String name, Change.Branch changes, List<Problem> problems, Set<String> elsewhere) {
    this.name = name;
    this.changes = changes;
    this.problems = problems;
    this.elsewhere = new TreeSet<>(elsewhere);
  }

  /**
   * The overlay that a part of a file describes. What is wrong with it is reported when it is
   * applied.
   *
   * @param name what the provenance of the values it sets says, such as {@code scenario "fast"};
   *     the file and line are added
   */
  public static Overlay of(String name, MappingNode node) {
    Problems problems = new Problems();
    Change.Branch changes = new ChangeReader(problems).read(node);
    return new Overlay(name, changes, problems.list());
  }

  /**
   * The overlay that command-line options describe, each {@code path=value} with the value in YAML.
   *
   * @param option the option's name for messages and provenance, such as {@code --set}
   */
  public static Overlay ofAssignments(String option, List<String> assignments) {
    Problems problems = new Problems();
    Change.Branch changes = new ChangeReader(problems).read(option, assignments);
    return new Overlay(option, changes, problems.list());
  }

  /** The changes below a key, for a file that holds what is below it. */
  public Overlay at(String key) {
    Change below = changes.changes().get(key);
    if (below instanceof Change.Branch branch) {
      return new Overlay(name, branch, List.of());
    }
    return new Overlay(name, Change.Branch.at(changes.location()), List.of());
  }

  /** The changes of these keys only, for a file that has them. */
  public Overlay only(Set<String> keys) {
    return new Overlay(name, filtered(keys::contains), List.of());
  }

  /**
   * The changes but those of these keys. What is wrong with the overlay as a whole is reported with
   * this part, and so is a first key that is neither one of these nor known to the file.
   */
  public Overlay without(Set<String> keys) {
    List<Problem> all = new ArrayList<>(problems);
    for (String key : new TreeSet<>(keys)) {
      if (changes.changes().get(key) instanceof Change.Leaf leaf) {
        String message = "a path goes on after \"" + key + "\", such as " + key + ".name: value";
        all.add(new Problem(leaf.location(), KeyPath.root().child(key), message));
      }
    }
    return new Overlay(name, filtered(key -> !keys.contains(key)), all, keys);
  }

  private Change.Branch filtered(Predicate<String> wanted) {
    Change.Branch kept = Change.Branch.at(changes.location());
    changes
        .changes()
        .forEach(
            (key, change) -> {
              if (wanted.test(key)) {
                kept.changes().put(key, change);
              }
            });
    return kept;
  }

  /** Whether nothing is changed. */
  public boolean isEmpty() {
    return changes.changes().isEmpty() && problems.isEmpty();
  }

  /** Two are equal if they make the same changes and say so in the same words. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Overlay overlay
        && name.equals(overlay.name)
        && changes.equals(overlay.changes)
        && problems.equals(overlay.problems)
        && elsewhere.equals(overlay.elsewhere);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, changes);
  }

  /** The base with the changes; what does not fit is reported and left as it is. */
  ConfigNode applyTo(ConfigNode base, FormatModel model, Problems found) {
    found.addAll(problems);
    return new OverlayMerge(model, name, elsewhere, found).merge(base, changes);
  }
}
