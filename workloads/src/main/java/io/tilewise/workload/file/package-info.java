/**
 * The format of workload files: which network to simulate, in which number format. {@link
 * io.tilewise.workload.file.Workloads} reads them.
 */
package io.tilewise.workload.file;
