package io.tilewise.workload.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The order of a graph's nodes, as numbers, while parts of it are replaced by delegates. After each
 * replacement it is breadth-first: that in which a first-in-first-out queue gives nodes out, first
 * those that read nothing, then each as soon as all that it reads is out. Nodes that become ready
 * at the same moment keep the order that they had before; a delegate comes last among them.
 *
 * <p>A graph that is in this order stays in it. So a replacement does not put the whole graph in
 * order again, but only a section of it:
 *
 * <ul>
 *   <li>The section begins with the last node that the delegate reads or, if that comes earlier,
 *       with the first that reads one of its results. What comes before depends on neither.
 *   <li>From there on a queue runs beside the old order. When it has given out the delegate, what
 *       it gives out then is what comes in the old order, and it goes on like that until all is out
 *       that was in the queue at that moment, the section ends: both had given out the same numbers
 *       by that moment, and what is in the queue now was put there by the same ones in the same
 *       order.
 * </ul>
 *
 * <p>In a chain of layers with branches that join again, a section is as long as what lies between
 * a part and its neighbours, and all replacements together take as long as a few breadth-first
 * searches. The exception is a long branch that runs beside many parts without depending on them:
 * as the parts shrink it moves along them, and each replacement puts in order all that follows.
 */
final class BreadthFirstOrder {
  private static final int NOT_MOVED = -1;
  private static final int NO_GOAL = -1;

  /** What each number reads; for a result of a delegate that is the delegate. */
  private final int[][] operands;

  /** For each old node the old nodes that read it; for each delegate its results. */
  private final int[][] readers;

  /** For each old node the delegate that it has been moved to. */
  private final int[] delegateOf;

  private int numbers;
  private final NumberOrder order;

  /** Whether the order is breadth-first, which it is from the first replacement on. */
  private boolean settled;

  // The section that is put in order: its delegate, where it begins, and its queue, in which what
  // has been given out stands before what is ready.
  private int section;
  private int delegate;
  private int start;
  private final int[] queue;
  private int ready;
  private int out;

  // The last section in which each number was put into the queue and in which it was given out.
  private final int[] queuedIn;
  private final int[] outIn;

  /** For each number the index of an operand that was not out when it was last looked at. */
  private final int[] waitsFor;

  private long steps;

  /**
   * The numbers of a graph in ascending order.
   *
   * @param operands for each number what it reads
   * @param readers for each number those that read it
   */
  BreadthFirstOrder(int[][] operands, int[][] readers) {
    numbers = operands.length;
    // Each delegate takes the place of one node at least.
    int most = 2 * numbers;
    this.operands = Arrays.copyOf(operands, most);
    this.readers = Arrays.copyOf(readers, most);
    delegateOf = new int[numbers];
    Arrays.fill(delegateOf, NOT_MOVED);
    order = new NumberOrder(numbers, most);
    queue = new int[most];
    queuedIn = new int[most];
    outIn = new int[most];
    waitsFor = new int[most];
  }

  /** What a number reads. */
  int[] operands(int number) {
    return operands[number];
  }

  /** The numbers that are in the graph, in order. */
  List<Integer> toList() {
    List<Integer> all = new ArrayList<>();
    for (int number = order.first(); !order.isEnd(number); number = order.next(number)) {
      all.add(number);
    }
    return all;
  }

  /** Puts some numbers in order. */
  void sort(List<Integer> some) {
    some.sort(order::compare);
  }

  /** How many numbers queues have given out, in all replacements together. */
  long steps() {
    return steps;
  }

  /**
   * Replaces old nodes by a delegate, which gets the next number.
   *
   * @param members the nodes, none of which has been moved
   * @param inputs the numbers that the delegate reads
   * @param results those of the nodes that are read by others or returned, in the order in which
   *     they shall follow the delegate
   */
  void replace(List<Integer> members, int[] inputs, int[] results) {
    section++;
    delegate = numbers++;
    operands[delegate] = inputs;
    readers[delegate] = results;
    for (int result : results) {
      operands[result] = new int[] {delegate};
    }
    for (int member : members) {
      delegateOf[member] = delegate;
      if (!isResult(member)) {
        order.remove(member);
      }
    }
    start = start(inputs, results);
    fillQueue();
    int end = giveOut(1 + removeEarlier(results));
    order.replace(start, end, queue, out);
    settled = true;
  }

  /** Where the section begins: with the first number whose place may change. */
  private int start(int[] inputs, int[] results) {
    if (!settled || inputs.length == 0) {
      return order.first();
    }
    int first = inputs[0];
    for (int input : inputs) {
      first = order.compare(input, first) > 0 ? input : first;
    }
    for (int result : results) {
      for (int reader : readers[result]) {
        int number = inGraph(reader);
        if (number != delegate && order.compare(number, first) < 0) {
          first = number;
        }
      }
    }
    return first;
  }

  /** Puts into the queue what was in it when the first number of the section was given out. */
  private void fillQueue() {
    out = 0;
    ready = 0;
    int number = start;
    while (!order.isEnd(number) && (!settled || wasReady(number))) {
      if (isReady(number)) {
        enqueue(number);
      }
      number = order.next(number);
    }
    if (operands[delegate].length == 0) {
      enqueue(delegate);
    }
  }

  /** Whether a number was ready before the section, or is a result, which says nothing. */
  private boolean wasReady(int number) {
    for (int operand : operands[number]) {
      if (operand != delegate && !isBeforeSection(operand)) {
        return false;
      }
    }
    return true;
  }

  /** Takes results that came before the section out of there; tells how many. */
  private int removeEarlier(int[] results) {
    int earlier = 0;
    for (int result : results) {
      if (isBeforeSection(result)) {
        order.remove(result);
        earlier++;
      }
    }
    return earlier;
  }

  /**
   * Gives out the section.
   *
   * @param added how many numbers the section had none of in the old order
   * @return the first number behind the section in the old order
   */
  private int giveOut(int added) {
    int stillToAdd = added;
    int inOldOrder = start;
    // Until where the queue must be given out as in the old order to end the section.
    int goal = NO_GOAL;
    while (out < ready && out != goal) {
      int number = queue[out++];
      outIn[number] = section;
      enqueueReaders(number);
      if (number == delegate || isBeforeSection(number)) {
        stillToAdd--;
        continue;
      }
      boolean agrees = settled && stillToAdd == 0 && number == inOldOrder;
      inOldOrder = order.next(inOldOrder);
      if (!agrees) {
        goal = NO_GOAL;
      } else if (goal == NO_GOAL) {
        goal = ready;
      }
    }
    steps += out;
    return inOldOrder;
  }

  /** Puts the readers of a number that are ready now into the queue, in the order they had. */
  private void enqueueReaders(int number) {
    List<Integer> nowReady = new ArrayList<>();
    for (int reader : readers[number]) {
      int other = number < delegateOf.length ? inGraph(reader) : reader;
      if (queuedIn[other] != section && isReady(other)) {
        queuedIn[other] = section;
        nowReady.add(other);
      }
    }
    sort(nowReady);
    nowReady.forEach(this::enqueue);
  }

  private void enqueue(int number) {
    queuedIn[number] = section;
    queue[ready++] = number;
  }

  /** Whether all that a number reads is out; what is missing is looked at first the next time. */
  private boolean isReady(int number) {
    int[] read = operands[number];
    for (int i = 0; i < read.length; i++) {
      int operand = (waitsFor[number] + i) % read.length;
      if (!isOut(read[operand])) {
        waitsFor[number] = operand;
        return false;
      }
    }
    return true;
  }

  private boolean isOut(int number) {
    return outIn[number] == section || (isBeforeSection(number) && !isResult(number));
  }

  /** Whether a number was given out before the section in the old order. */
  private boolean isBeforeSection(int number) {
    return order.compare(number, start) < 0;
  }

  /** Whether a number is one of the results of the delegate that is being added. */
  private boolean isResult(int number) {
    return operands[number].length == 1 && operands[number][0] == delegate;
  }

  /** What stands for an old node that reads another: itself, or what it has been moved to. */
  private int inGraph(int reader) {
    return delegateOf[reader] == NOT_MOVED ? reader : delegateOf[reader];
  }
}
