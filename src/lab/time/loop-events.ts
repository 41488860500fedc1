/** Part of what Node tells of its event loop (22.8 and later, 20.18 and later of the 20s). */
interface LoopMetrics {
  readonly uvMetricsInfo?: { readonly events: number };
}

const metrics: LoopMetrics = performance.nodeTiming;

/**
 * How many events the system has told the event loop of so far: bytes that can be read, connections
 * made, work of other threads that is done. Nothing where this Node does not count them.
 */
export function loopEvents(): number | undefined {
  return metrics.uvMetricsInfo?.events;
}
