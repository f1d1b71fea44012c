/** JMH benchmarks, run by hand; docs/performance.md has the commands and the figures. */
package io.tilewise.benchmark;
