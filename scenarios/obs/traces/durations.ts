import type { TraceContext } from './trace-context.ts';

/** Upper bounds of the buckets, in seconds. */
const BOUNDS = [0.1, 0.25, 0.5, 1, 2.5, 5];

interface Bucket {
  count: number;
  /** A request of this bucket that was traced: the last one. */
  exemplar?: { readonly traceId: string; readonly seconds: number };
}

interface Series {
  readonly buckets: readonly Bucket[];
  sum: number;
}

/** How long requests took, in buckets. */
export interface Durations {
  /**
   * Counts a request.
   *
   * @param route the template, such as `/stock/:product`: the paths themselves have no end
   */
  count(route: string, status: number, seconds: number, context: TraceContext): void;
  /** All series as OpenMetrics text 1.0. */
  text(): string;
}

/** A histogram by route and status, whose buckets name a trace each. */
export function durations(name: string): Durations {
  const all = new Map<string, Series>();
  return {
    count(route, status, seconds, { traceId, isSampled }) {
      const labels = `http_route="${route}",http_response_status_code="${status}"`;
      const series = all.get(labels) ?? emptySeries();
      all.set(labels, series);
      const bucket = series.buckets[[...BOUNDS, Infinity].findIndex((bound) => seconds <= bound)];
      series.sum += seconds;
      if (bucket === undefined) return;
      bucket.count += 1;
      if (isSampled) bucket.exemplar = { traceId, seconds };
    },
    text() {
      const lines = [...all].flatMap(([labels, series]) => linesOf(name, labels, series));
      return [`# TYPE ${name} histogram`, `# UNIT ${name} seconds`, ...lines, '# EOF', ''].join(
        '\n',
      );
    },
  };
}

const emptySeries = (): Series => ({
  buckets: [...BOUNDS, Infinity].map((): Bucket => ({ count: 0 })),
  sum: 0,
});

/** Buckets are cumulative: each counts what took no longer than its bound. */
function linesOf(name: string, labels: string, { buckets, sum }: Series): readonly string[] {
  let total = 0;
  const lines = buckets.map(({ count, exemplar }, at) => {
    total += count;
    const le = inCanon(BOUNDS[at]);
    const example = exemplar ? ` # {trace_id="${exemplar.traceId}"} ${exemplar.seconds}` : '';
    return `${name}_bucket{${labels},le="${le}"} ${total}${example}`;
  });
  return [
    ...lines,
    `${name}_count{${labels}} ${total}`,
    `${name}_sum{${labels}} ${sum.toFixed(3)}`,
  ];
}

/** A bound as OpenMetrics writes it: each number in one way, so `1.0` and not `1`. */
function inCanon(bound: number | undefined): string {
  if (bound === undefined) return '+Inf';
  return Number.isInteger(bound) ? `${bound}.0` : `${bound}`;
}
