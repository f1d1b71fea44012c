package io.tilewise.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Worked examples: small networks whose rates and times are computed by hand. */
class FluidNetworkTest {
  private static final long SECOND = SimTime.PER_SECOND;

  private final Simulation simulation = new Simulation();
  private final FluidNetwork network = new FluidNetwork(simulation);

  // ---- Rates

  @Test
  void oneActivityGoesAtTheRateOfItsScarcestResource() {
    // 100 cycles/s over 2 cycles per unit are 50 units/s, 60 bytes/s over 1.5 are 40: 80 units
    // take 2 s, bound by the bytes throughout.
    Resource cycles = network.addResource("cycles", 100);
    Resource bytes = network.addResource("bytes", 60);
    Activity activity = new Activity("a").demand(cycles, 2).demand(bytes, 1.5).work(80);
    network.start(activity);
    simulation.run();

    assertThat(simulation.now()).isEqualTo(2 * SECOND);
    assertThat(activity.boundTime(bytes)).isEqualTo(2 * SECOND);
    assertThat(activity.boundTime(cycles)).isZero();
    assertThat(activity.boundBy()).isSameAs(bytes);
    // 160 of the 200 cycles that two seconds offer; all of the bytes.
    assertThat(cycles.served()).isEqualTo(160);
    assertThat(cycles.offered()).isEqualTo(200);
    assertThat(cycles.utilisation()).isEqualTo(0.8);
    assertThat(bytes.utilisation()).isEqualTo(1);
  }

  @Test
  void twoActivitiesShareAResourceEvenly() {
    // Each gets 1 of 2 units/s. The short one, 1 unit, ends at 1 s; the other has 2 of its 3 units
    // left then and gets 2 units/s, so it ends at 2 s.
    Resource link = network.addResource("link", 2);
    Activity shorter = new Activity("shorter").demand(link, 1).work(1);
    Activity longer = new Activity("longer").demand(link, 1).work(3);
    network.start(shorter);
    network.start(longer);
    simulation.run();

    assertThat(shorter.duration()).isEqualTo(SECOND);
    assertThat(longer.duration()).isEqualTo(2 * SECOND);
    assertThat(longer.boundTime(link)).isEqualTo(2 * SECOND);
  }

  /** More resources than the solver has room for at first: each halved between two of its own. */
  @Test
  void manyResourcesAreSolvedAtOnce() {
    List<Activity> activities = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Resource link = network.addResource("link " + i, 2 * (i + 1));
      for (int side = 0; side < 2; side++) {
        Activity activity = new Activity("a").demand(link, 1).work(100);
        network.start(activity);
        activities.add(activity);
      }
    }
    simulation.runUntil(0);
    for (int i = 0; i < activities.size(); i++) {
      assertThat(activities.get(i).rate()).isEqualTo(i / 2 + 1);
    }
  }

  @Test
  void ratesNotLoadsAreEvenWhenDemandsDiffer() {
    // At rate l the load is l + 2 l = 6, so both go at 2 and take 2 and 4 of the 6 units/s.
    Resource link = network.addResource("link", 6);
    Activity light = new Activity("light").demand(link, 1).work(100);
    Activity heavy = new Activity("heavy").demand(link, 2).work(100);
    network.start(light);
    network.start(heavy);
    simulation.runUntil(0);

    assertThat(light.rate()).isEqualTo(2);
    assertThat(heavy.rate()).isEqualTo(2);
  }

  @Test
  void ratesAreAsTheWeights() {
    // Weights 1 and 2 on 9 units/s: 3 and 6.
    Resource link = network.addResource("link", 9);
    Activity one = new Activity("one").demand(link, 1).work(100);
    Activity two = new Activity("two").demand(link, 1).weight(2).work(100);
    network.start(one);
    network.start(two);
    simulation.runUntil(0);

    assertThat(one.rate()).isEqualTo(3);
    assertThat(two.rate()).isEqualTo(6);
  }

  @Test
  void whatAnOwnBoundLeavesGoesToTheOthers() {
    // An even share of 10 would be 5; the first takes but 2, so the second gets 8.
    Resource link = network.addResource("link", 10);
    Activity bounded = new Activity("bounded").demand(link, 1).rateBound(2).work(100);
    Activity free = new Activity("free").demand(link, 1).work(100);
    network.start(bounded);
    network.start(free);
    simulation.runUntil(0);

    assertThat(bounded.rate()).isEqualTo(2);
    assertThat(bounded.boundBy()).isEqualTo(Bound.NoResource.OWN_BOUND);
    assertThat(free.rate()).isEqualTo(8);
    assertThat(free.boundBy()).isSameAs(link);
  }

  @Test
  void progressiveFillingOverThreeResources() {
    // a uses r1; b uses r1 and r2; c uses r2 and twice r3; d uses twice r3, and no more than 4/s.
    //   Round 1: r1 saturates at 6/2 = 3, r2 at 10/2 = 5, r3 at 24/4 = 6, d halts at 4.
    //            l = 3 by r1: a and b at 3.
    //   Round 2: r2 at (10-3)/1 = 7, r3 at 24/4 = 6, d at 4. l = 4: d at 4 by its own bound.
    //   Round 3: r2 at 7, r3 at (24-8)/2 = 8. l = 7 by r2: c at 7.
    // Loads: r1 6 of 6, r2 3+7 = 10 of 10, r3 14+8 = 22 of 24.
    Resource r1 = network.addResource("r1", 6);
    Resource r2 = network.addResource("r2", 10);
    Resource r3 = network.addResource("r3", 24);
    Activity a = new Activity("a").demand(r1, 1).work(100);
    Activity b = new Activity("b").demand(r1, 1).demand(r2, 1).work(100);
    Activity c = new Activity("c").demand(r2, 1).demand(r3, 2).work(100);
    Activity d = new Activity("d").demand(r3, 2).rateBound(4).work(100);
    for (Activity activity : List.of(a, b, c, d)) {
      network.start(activity);
    }
    simulation.runUntil(0);

    assertThat(List.of(a.rate(), b.rate(), c.rate(), d.rate())).containsExactly(3.0, 3.0, 7.0, 4.0);
    assertThat(List.of(a.boundBy(), b.boundBy(), c.boundBy(), d.boundBy()))
        .containsExactly(r1, r1, r2, Bound.NoResource.OWN_BOUND);
    simulation.runUntil(SECOND);
    assertThat(r3.served()).isEqualTo(22);
    assertThat(r3.utilisation()).isCloseTo(22.0 / 24, within(1e-15));
  }

  @Test
  void boundsThatMeetAreOwnBoundFirstThenTheDemandAddedFirst() {
    // All of them allow exactly 5.
    Resource r1 = network.addResource("r1", 5);
    Resource r2 = network.addResource("r2", 10);
    Activity own = new Activity("own").demand(r1, 1).rateBound(5).work(1);
    network.start(own);
    simulation.run();
    assertThat(own.ownBoundTime()).isEqualTo(own.duration());

    Activity demands = new Activity("demands").demand(r2, 2).demand(r1, 1).work(1);
    network.start(demands);
    simulation.run();
    assertThat(demands.boundTime(r2)).isEqualTo(demands.duration());
  }

  @Test
  void theBoundMayChangeWhileTheRateDoesNot() {
    // 5 units/s by r1 for a second; then r1 and r2 change places.
    Resource r1 = network.addResource("r1", 5);
    Resource r2 = network.addResource("r2", 10);
    Activity activity = new Activity("a").demand(r1, 1).demand(r2, 1).work(10);
    network.start(activity);
    simulation.schedule(
        SECOND,
        0,
        () -> {
          network.setCapacity(r1, 10);
          network.setCapacity(r2, 5);
        });
    simulation.runUntil(3 * SECOND / 2);
    assertThat(activity.duration()).isEqualTo(3 * SECOND / 2);
    assertThat(activity.boundTime(r1)).isEqualTo(SECOND);
    assertThat(activity.boundTime(r2)).isEqualTo(SECOND / 2);
    simulation.run();
    assertThat(activity.boundTime(r2)).isEqualTo(SECOND);
    assertThat(activity.boundTime(network.addResource("r3", 1))).isZero();
  }

  @Test
  void demandsOnOneResourceAddUp() {
    Resource link = network.addResource("link", 10);
    Activity activity = new Activity("a").demand(link, 1.5).demand(link, 0).demand(link, 1);
    assertThat(activity.demandCount()).isEqualTo(1);
    assertThat(activity.demandResource(0)).isSameAs(link);
    assertThat(activity.demandUnits(0)).isEqualTo(2.5);
    network.start(activity.work(1000));
    simulation.runUntil(0);
    assertThat(activity.rate()).isEqualTo(4);
  }

  @Test
  void allCausesOfAnInstantHaveOneSolve() {
    // A solve is an event, and this simulation takes no more than one per instant.
    Simulation strict = new Simulation(new BinaryHeapQueue(), 1);
    FluidNetwork tested = new FluidNetwork(strict);
    Resource link = tested.addResource("link", 10);
    for (int i = 0; i < 5; i++) {
      tested.start(new Activity("a" + i).demand(link, 1).work(Double.POSITIVE_INFINITY));
    }
    tested.setCapacity(link, 20);
    tested.update();
    strict.run();
    assertThat(link.utilisation()).isZero(); // No time has passed, nothing was offered.
    strict.runUntil(SECOND);
    assertThat(link.served()).isEqualTo(20);
  }

  // ---- Own bounds

  @Test
  void aBoundMayDependOnACapacity() {
    // The bound is half of the clock: 4/s at first, 2/s once the clock has fallen to 4 at 1 s.
    // 10 units: 4 in the first second, the other 6 in 3 s.
    Resource clock = network.addResource("clock", 8);
    Activity activity =
        new Activity("a").demand(clock, 1).rateBound(() -> clock.capacity() / 2).work(10);
    network.start(activity);
    simulation.schedule(SECOND, 0, () -> network.setCapacity(clock, 4));
    simulation.run();

    assertThat(activity.duration()).isEqualTo(4 * SECOND);
    assertThat(activity.ownBoundTime()).isEqualTo(4 * SECOND);
  }

  @Test
  void anActivityNeedsNoResourceIfItHasABound() {
    Activity activity = new Activity("a").rateBound(4).work(10);
    network.start(activity);
    simulation.run();
    assertThat(simulation.now()).isEqualTo(5 * SECOND / 2);
  }

  @Test
  void updatePutsAChangedBoundIntoForce() {
    // 3/s for 1 s, then 7 of 10 units are left, which take 1 s without a bound on 7 units/s.
    Resource link = network.addResource("link", 7);
    Activity activity = new Activity("a").demand(link, 1).rateBound(3).work(10);
    network.start(activity);
    simulation.schedule(
        SECOND,
        0,
        () -> {
          activity.noRateBound();
          network.update();
        });
    simulation.run();

    assertThat(activity.duration()).isEqualTo(2 * SECOND);
    assertThat(activity.ownBoundTime()).isEqualTo(SECOND);
    assertThat(activity.boundTime(link)).isEqualTo(SECOND);
  }

  @Test
  void boundsAreEvaluatedOncePerInstantAndOnlyWhenTheyMayHaveChanged() {
    Resource link = network.addResource("link", 10);
    int[] evaluations = {0};
    Activity counted =
        new Activity("counted")
            .demand(link, 1)
            .rateBound(
                () -> {
                  evaluations[0]++;
                  return 5;
                })
            .work(1000);
    // Its start, another start, a capacity and an update at one instant: one solve.
    network.start(counted);
    network.start(new Activity("other").demand(link, 1).work(1));
    network.setCapacity(link, 12);
    network.update();
    simulation.runUntil(0);
    assertThat(evaluations[0]).isEqualTo(1);
    // The end of the other activity changes no bound.
    simulation.runUntil(SECOND);
    assertThat(evaluations[0]).isEqualTo(1);
    // Two changes at one instant, before and after each other's events.
    simulation.schedule(2 * SECOND, Simulation.MIN_PRIORITY, () -> network.setCapacity(link, 11));
    simulation.schedule(2 * SECOND, Simulation.MAX_PRIORITY, () -> network.setCapacity(link, 9));
    simulation.runUntil(2 * SECOND);
    assertThat(evaluations[0]).isEqualTo(2);
  }

  // ---- Capacities that change

  @Test
  void aCapacityMayChangeInMidActivity() {
    // 10 of 20 units in the first second; the other 10 take 2 s at 5/s.
    Resource link = network.addResource("link", 10);
    Activity activity = new Activity("a").demand(link, 1).work(20);
    network.start(activity);
    simulation.schedule(SECOND, 0, () -> network.setCapacity(link, 5));
    simulation.runUntil(2 * SECOND);
    assertThat(activity.workLeft()).isEqualTo(5);
    assertThat(link.served()).isEqualTo(15);
    simulation.run();

    assertThat(activity.duration()).isEqualTo(3 * SECOND);
    assertThat(link.served()).isEqualTo(20);
    assertThat(link.offered()).isEqualTo(20);
  }

  @Test
  void atCapacityZeroAnActivityStandsStillUntilItRises() {
    // One second at 10/s, three at zero, one at 10/s.
    Resource link = network.addResource("link", 10);
    Activity activity = new Activity("a").demand(link, 1).work(20);
    network.start(activity);
    simulation.schedule(SECOND, 0, () -> network.setCapacity(link, 0));
    simulation.schedule(4 * SECOND, 0, () -> network.setCapacity(link, 10));
    simulation.runUntil(2 * SECOND);
    assertThat(activity.rate()).isZero();
    assertThat(activity.boundBy()).isEqualTo(Bound.NoResource.STALLED);
    assertThat(activity.stalledTime()).isEqualTo(SECOND);
    simulation.run();

    assertThat(activity.duration()).isEqualTo(5 * SECOND);
    assertThat(activity.stalledTime()).isEqualTo(3 * SECOND);
    assertThat(activity.boundTime(link)).isEqualTo(2 * SECOND);
    assertThat(link.utilisation()).isEqualTo(1);
  }

  @Test
  void aStallThatNothingCanEndIsAnErrorThatNamesActivityAndResource() {
    Resource link = network.addResource("link", 10);
    Resource unit = network.addResource("unit", 10);
    network.start(new Activity("kernel 1").demand(unit, 1).demand(link, 1).work(20));
    network.start(new Activity("kernel 2").demand(link, 2).work(20));
    network.start(new Activity("off").rateBound(0).work(3));
    network.start(new Activity("background").demand(link, 1).work(Double.POSITIVE_INFINITY));
    simulation.schedule(SECOND, 0, () -> network.setCapacity(link, 0));

    // Three share the link at 10/(1+2+1) = 2.5 for a second.
    assertThatThrownBy(simulation::run)
        .isInstanceOf(SimulationException.class)
        .hasMessage(
            """
            no event is left at 1000000000000 ps, but there is work that cannot end:
              activity 'kernel 1' with 17.5 of 20.0 units of work left is stalled by resource \
            'link' of capacity 0
              activity 'kernel 2' with 17.5 of 20.0 units of work left is stalled by resource \
            'link' of capacity 0
              activity 'off' with 3.0 of 3.0 units of work left is stalled by its own rate bound \
            of 0""");
  }

  @Test
  void runUntilLeavesAStallToTheCaller() {
    Resource link = network.addResource("link", 0);
    Activity activity = new Activity("a").demand(link, 1).work(10);
    network.start(activity);
    simulation.runUntil(SECOND);
    network.setCapacity(link, 10);
    simulation.run();
    assertThat(activity.duration()).isEqualTo(2 * SECOND);
    assertThat(activity.stalledTime()).isEqualTo(SECOND);
  }

  @Test
  void workThatOutlastsTheRangeOfTimeIsReportedUnlessItGetsFaster() {
    // 10^8 s, the range is 9.2 million seconds.
    Resource link = network.addResource("link", 1);
    Activity activity = new Activity("a").demand(link, 1).work(1e8);
    network.start(activity);
    assertThatThrownBy(simulation::run)
        .isInstanceOf(SimulationException.class)
        .hasMessageEndingWith(
            "activity 'a' with 1.0E8 of 1.0E8 units of work left would at 1.0 per second outlast"
                + " the simulated range");
    network.setCapacity(link, 1e8);
    simulation.run();
    assertThat(activity.duration()).isEqualTo(SECOND);
  }

  // ---- Streams in the background

  @Test
  void aCameraStreamTakesBandwidthFromAKernel() {
    // DRAM gives 10 GB/s. The kernel has it alone for 1 s, 10 GB; then the camera takes its 3 GB/s,
    // less than half, and leaves 7 GB/s, so the last 7 of the kernel's 17 GB take another second.
    // The camera is switched off at 3 s.
    Resource dram = network.addResource("dram", 10e9);
    Activity kernel = new Activity("kernel").demand(dram, 1).work(17e9);
    Activity camera =
        new Activity("camera").demand(dram, 1).rateBound(3e9).work(Double.POSITIVE_INFINITY);
    network.start(kernel);
    simulation.schedule(SECOND, 0, () -> network.start(camera));
    simulation.schedule(3 * SECOND, 0, () -> network.cancel(camera));
    simulation.run();

    assertThat(kernel.duration()).isEqualTo(2 * SECOND);
    assertThat(kernel.boundTime(dram)).isEqualTo(2 * SECOND);
    assertThat(camera.duration()).isEqualTo(2 * SECOND);
    assertThat(camera.ownBoundTime()).isEqualTo(2 * SECOND);
    assertThat(camera.workLeft()).isInfinite();
    // 17 GB and 2 s of 3 GB/s, of 30 GB offered.
    assertThat(dram.served()).isEqualTo(23e9);
    assertThat(dram.utilisation()).isCloseTo(23.0 / 30, within(1e-15));
  }

  @Test
  void infiniteWorkDoesNotKeepTheRunFromEnding() {
    Resource dram = network.addResource("dram", 10);
    Activity camera = new Activity("camera").demand(dram, 1).work(Double.POSITIVE_INFINITY);
    network.start(camera);
    network.start(new Activity("a").demand(dram, 1).work(5));
    simulation.run();
    assertThat(simulation.now()).isEqualTo(SECOND);
    assertThat(camera.isActive()).isTrue();
  }

  // ---- Ends

  @Test
  void endsAreRoundedUpToThePicosecond() {
    // A third of a second is 333 333 333 333.33 ps. Exactly one unit has been served all the same.
    Resource link = network.addResource("link", 3);
    Activity activity = new Activity("a").demand(link, 1).work(1);
    network.start(activity);
    simulation.run();
    assertThat(activity.duration()).isEqualTo(333_333_333_334L);
    assertThat(link.served()).isEqualTo(1);
    assertThat(activity.workLeft()).isZero();
  }

  @Test
  void workHoweverSmallTakesAPicosecond() {
    Activity activity = new Activity("a").rateBound(1e300).work(1e-300);
    network.start(activity);
    simulation.run();
    assertThat(activity.duration()).isEqualTo(1);
  }

  @Test
  void anActivityWithoutWorkEndsAtOnce() {
    Resource link = network.addResource("link", 2);
    List<String> ends = new ArrayList<>();
    Activity worker = new Activity("worker").demand(link, 1).work(4).onCompletion(note(ends));
    Activity empty = new Activity("empty").onCompletion(note(ends));
    Activity alsoEmpty = new Activity("also empty").demand(link, 1).onCompletion(note(ends));
    network.start(worker);
    simulation.schedule(
        SECOND,
        0,
        () -> {
          network.start(empty);
          network.start(alsoEmpty);
        });
    simulation.run();
    // The worker goes on undisturbed.
    assertThat(ends)
        .containsExactly("empty@1000000000000", "also empty@1000000000000", "worker@2000000000000");
    assertThat(empty.duration()).isZero();
  }

  @Test
  void activitiesWithoutWorkThatRestartWithoutEndAreAnError() {
    Simulation bounded = new Simulation(new BinaryHeapQueue(), 1000);
    FluidNetwork endless = new FluidNetwork(bounded);
    endless.start(new Activity("a").onCompletion(endless::start));
    assertThatThrownBy(bounded::run)
        .isInstanceOf(SimulationException.class)
        .hasMessageStartingWith("more than 1000 events at 0 ps");
  }

  @Test
  void activitiesThatEndTogetherAreCompletedInTheOrderOfTheirStart() {
    Resource link = network.addResource("link", 3);
    List<String> ends = new ArrayList<>();
    for (String name : List.of("c", "a", "b")) {
      network.start(new Activity(name).demand(link, 1).work(1).onCompletion(note(ends)));
    }
    simulation.run();
    assertThat(ends).containsExactly("c@1000000000000", "a@1000000000000", "b@1000000000000");
  }

  @Test
  void anActivityIsReusedFromItsOwnCompletion() {
    // Work 1, 2, 3 at 1/s, one after the other.
    Resource link = network.addResource("link", 1);
    List<Long> durations = new ArrayList<>();
    Activity activity = new Activity("a").demand(link, 1).work(1);
    activity.onCompletion(
        ended -> {
          durations.add(ended.duration());
          if (ended.work() < 3) {
            network.start(ended.work(ended.work() + 1));
          }
        });
    network.start(activity);
    simulation.run();
    assertThat(durations).containsExactly(SECOND, 2 * SECOND, 3 * SECOND);
    assertThat(activity.boundTime(link)).isEqualTo(3 * SECOND);
    assertThat(activity.startTime()).isEqualTo(3 * SECOND);
    assertThat(link.served()).isEqualTo(6);
  }

  @Test
  void aReusedActivityMayChangeItsDemands() {
    Resource r1 = network.addResource("r1", 1);
    Resource r2 = network.addResource("r2", 2);
    Activity activity = new Activity("a").demand(r1, 1).work(4);
    network.start(activity);
    simulation.run();
    assertThat(activity.boundTime(r1)).isEqualTo(4 * SECOND);

    activity.clearDemands().name("b").demand(r2, 1);
    assertThat(activity.duration()).isZero();
    assertThat(activity.boundTime(r1)).isZero();
    network.start(activity);
    simulation.run();
    assertThat(activity.duration()).isEqualTo(2 * SECOND);
    assertThat(activity.boundTime(r2)).isEqualTo(2 * SECOND);
  }

  @Test
  void anActivityTakesAnyNumberOfDemands() {
    Activity activity = new Activity("a").work(7);
    for (int i = 9; i >= 1; i--) {
      activity.demand(network.addResource("r" + i, i), 1);
    }
    network.start(activity);
    simulation.run();
    assertThat(activity.duration()).isEqualTo(7 * SECOND);
    assertThat(activity.boundTime(network.resources().get(8))).isEqualTo(7 * SECOND);
  }

  // ---- Cancelling

  @Test
  void aCancelledActivityGivesItsShareBackAndKeepsItsRecord() {
    // Each goes at 1/s until the first is cancelled at 1 s; the other does its last 2 at 2/s.
    Resource link = network.addResource("link", 2);
    List<String> ends = new ArrayList<>();
    Activity first = new Activity("first").demand(link, 1).work(10).onCompletion(note(ends));
    Activity second = new Activity("second").demand(link, 1).work(3).onCompletion(note(ends));
    network.start(first);
    network.start(second);
    simulation.schedule(SECOND, 0, () -> network.cancel(first));
    simulation.run();

    assertThat(ends).containsExactly("second@2000000000000");
    assertThat(first.isActive()).isFalse();
    assertThat(first.rate()).isZero();
    assertThat(first.workLeft()).isEqualTo(9);
    assertThat(first.duration()).isEqualTo(SECOND);
    assertThat(first.boundTime(link)).isEqualTo(SECOND);
    assertThat(link.served()).isEqualTo(4);
  }

  @Test
  void aCompletionMayCancelWhatEndsAtTheSameInstant() {
    Resource link = network.addResource("link", 2);
    List<String> ends = new ArrayList<>();
    Activity second = new Activity("second").demand(link, 1).work(1).onCompletion(note(ends));
    Activity first =
        new Activity("first")
            .demand(link, 1)
            .work(1)
            .onCompletion(
                ended -> {
                  note(ends).accept(ended);
                  network.cancel(second);
                });
    network.start(first);
    network.start(second);
    simulation.run();
    assertThat(ends).containsExactly("first@1000000000000");
    assertThat(second.duration()).isEqualTo(SECOND);
    assertThat(second.workLeft()).isZero();
  }

  @Test
  void cancellingBeforeTheCompletionOfTheSameInstantWins() {
    List<String> ends = new ArrayList<>();
    Activity activity = new Activity("a").rateBound(1).work(1).onCompletion(note(ends));
    network.start(activity);
    simulation.schedule(
        SECOND, FluidNetwork.COMPLETION_PRIORITY - 1, () -> network.cancel(activity));
    simulation.run();
    assertThat(ends).isEmpty();
  }

  // ---- Listeners

  @Test
  void aListenerSeesEveryChangeInOrder() {
    // a has 4 units/s alone for 1 s; then a and b have 2 each; at 2 s the capacity falls to 2, and
    // each has 1. b ends its 3 units at 3 s; a has done 7 of 8 units by then and ends at 3.5 s.
    Resource link = network.addResource("link", 4);
    Trace trace = new Trace();
    network.addListener(trace);
    Activity b = new Activity("b").demand(link, 1).work(3);
    network.start(new Activity("a").demand(link, 1).work(8));
    simulation.schedule(SECOND, 0, () -> network.start(b));
    simulation.schedule(2 * SECOND, 0, () -> network.setCapacity(link, 2));
    simulation.schedule(5 * SECOND / 2, 0, () -> network.setCapacity(link, 2)); // No change.
    simulation.run();

    assertThat(trace.lines())
        .containsExactly(
            "0 start a",
            "0 rate a 4.0 link",
            "1000000000000 start b",
            "interval a 0-1000000000000 4.0 link",
            "1000000000000 rate a 2.0 link",
            "1000000000000 rate b 2.0 link",
            "2000000000000 capacity link 2.0",
            "interval a 1000000000000-2000000000000 2.0 link",
            "2000000000000 rate a 1.0 link",
            "interval b 1000000000000-2000000000000 2.0 link",
            "2000000000000 rate b 1.0 link",
            "interval b 2000000000000-3000000000000 1.0 link",
            "3000000000000 end b",
            "interval a 2000000000000-3000000000000 1.0 link",
            "3000000000000 rate a 2.0 link",
            "interval a 3000000000000-3500000000000 2.0 link",
            "3500000000000 end a");
  }

  @Test
  void aListenerSeesStallsAndCancelsAndSeveralMayListen() {
    Resource link = network.addResource("link", 0);
    Trace first = new Trace();
    Trace second = new Trace();
    network.addListener(first);
    network.addListener(second);
    Activity activity = new Activity("a").demand(link, 1).work(8);
    network.start(activity);
    simulation.schedule(5, 0, () -> network.cancel(activity));
    simulation.run();
    assertThat(first.lines())
        .containsExactly(
            "0 start a", "0 rate a 0.0 STALLED", "interval a 0-5 0.0 STALLED", "5 cancel a")
        .isEqualTo(second.lines());
  }

  // ---- Errors

  @Test
  void anActivityWithWorkNeedsADemandOrABound() {
    assertThatThrownBy(() -> network.start(new Activity("a").work(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("activity 'a' has work but neither a demand nor a rate bound");
    Activity infinite = new Activity("a").work(1).rateBound(() -> Double.POSITIVE_INFINITY);
    network.start(infinite);
    assertThatThrownBy(simulation::run)
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("activity 'a': rate not finite");
  }

  @Test
  void anActiveActivityIsNotChangedNorStartedAgain() {
    Resource link = network.addResource("link", 1);
    Activity activity = new Activity("a").demand(link, 1).work(1);
    network.start(activity);
    assertThatThrownBy(() -> network.start(activity))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("activity 'a' is active and cannot be started");
    assertThatThrownBy(() -> activity.work(2)).hasMessageEndingWith("cannot be given work");
    assertThatThrownBy(() -> activity.weight(2)).hasMessageEndingWith("cannot be given a weight");
    assertThatThrownBy(() -> activity.demand(link, 2))
        .hasMessageEndingWith("cannot be given a demand");
    assertThatThrownBy(activity::clearDemands)
        .hasMessageEndingWith("cannot be stripped of its demands");
    assertThatThrownBy(() -> activity.name("b")).hasMessageEndingWith("cannot be renamed");
    simulation.run();
    assertThat(activity.duration()).isEqualTo(SECOND);
  }

  @Test
  void onlyAnActiveActivityCanBeCancelled() {
    assertThatThrownBy(() -> network.cancel(new Activity("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("activity 'a' is not active on this network");
  }

  @Test
  void numbersThatMakeNoSenseAreErrors() {
    Resource link = network.addResource("link", 1);
    Activity activity = new Activity("a");
    assertThatThrownBy(() -> network.addResource("link", 1))
        .hasMessage("resource 'link' is there already");
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> network.addResource("x", wrong))
          .hasMessage(
              "resource 'x': capacity must be finite and not negative, not "
                  + wrong
                  + " per second");
      assertThatThrownBy(() -> network.setCapacity(link, wrong))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> activity.demand(link, wrong))
          .hasMessage(
              "activity 'a': demand on 'link' must be finite and not negative, not " + wrong);
      assertThatThrownBy(() -> activity.weight(wrong))
          .hasMessage("activity 'a': weight must be finite and positive, not " + wrong);
    }
    for (double wrong : new double[] {-1, Double.NaN}) {
      assertThatThrownBy(() -> activity.work(wrong))
          .hasMessage("activity 'a': work must not be negative, not " + wrong);
      assertThatThrownBy(() -> activity.rateBound(wrong))
          .hasMessage("activity 'a': rate bound must not be negative, not " + wrong);
    }
    assertThatThrownBy(() -> activity.weight(0)).isInstanceOf(IllegalArgumentException.class);
    network.start(new Activity("b").rateBound(() -> Double.NaN).work(1));
    assertThatThrownBy(simulation::run)
        .hasMessage("activity 'b': rate bound must not be negative, not NaN");
  }

  @Test
  void resourcesBelongToOneNetwork() {
    Resource foreign = new FluidNetwork(simulation).addResource("foreign", 1);
    assertThatThrownBy(() -> network.setCapacity(foreign, 2))
        .hasMessage("resource 'foreign' is on another network");
    Activity activity = new Activity("a").demand(foreign, 1).work(1);
    assertThatThrownBy(() -> network.start(activity))
        .hasMessage("activity 'a': resource 'foreign' is on another network");
    assertThat(activity.isActive()).isFalse();
  }

  private Consumer<Activity> note(List<String> ends) {
    return activity -> ends.add(activity.name() + "@" + simulation.now());
  }
}
