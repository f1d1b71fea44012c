/**
 * Tests of predictions and of cost models, for those who keep device files and models of their own.
 *
 * <pre>{@code
 * @TilewiseExperiment("configs/experiments/01-squeezesam-sme2.yaml")
 * void sme2StaysThreeTimesFaster(Prediction neon, Prediction sme2) {
 *   assertThat(sme2).latency().isLessThan("310 ms").isWithin(2, PERCENT).ofBaseline();
 *   assertThat(sme2).isAtLeast(3).timesFasterThan(neon);
 *   assertThat(sme2).isDominatedBy(DATA_MOVEMENT);
 * }
 * }</pre>
 *
 * <p>{@link io.tilewise.testkit.TilewiseExperiment} runs an experiment, {@link
 * io.tilewise.testkit.TilewiseExperiments} those of a folder, {@link
 * io.tilewise.testkit.TilewiseAssertions} checks what came out, and {@link
 * io.tilewise.testkit.CostModelContract} holds what every cost model must.
 */
package io.tilewise.testkit;
