import { type CrossedWire, type Expectation, fieldOf, type HttpRequest, type Seen } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';
import { readContext } from './trace-context.ts';
import type { Span } from './tracer.ts';
import { type Node, treesOf } from './tree.ts';

const contextOf = (request: Seen<HttpRequest>) =>
  readContext({ get: (name) => fieldOf(request, name) ?? null });

/** What was sent to a service. */
export const sentTo = ({ requests }: CrossedWire, server: string) =>
  requests.filter((request) => request.server === server);

/** How many of all requests belong to the trace of the first: `3 of 3 requests`. */
export function inOneTrace({ requests }: CrossedWire): string {
  const [first, ...others] = requests.map((request) => contextOf(request)?.traceId);
  const same = others.filter((id) => id === first && id !== undefined);
  return `${same.length + 1} of ${counted(requests.length, 'request')}`;
}

/** Who called whom, by the parents of spans: `gateway (orders (stock))`. */
export function callers(spans: readonly Span[]): string {
  const name = ({ span, children }: Node): string => {
    const below = children.filter((each) => each.span.service !== span.service).map(name);
    return below.length === 0 ? span.service : `${span.service} (${below.join(', ')})`;
  };
  return treesOf(spans).map(name).join(' · ');
}

/** Where the work from the queue hangs: `below orders`, `in a trace of its own`. */
export function placeOfJob(spans: readonly Span[]): string {
  const job = spans.find(({ service }) => service === 'worker');
  if (job === undefined) return 'nowhere';
  if (spans.filter(({ traceId }) => traceId === job.traceId).length === 1)
    return 'in a trace of its own';
  const parent = spans.find(({ spanId }) => spanId === job.parentId);
  return `below ${parent?.service ?? 'nobody'}`;
}

/** What somebody else is told of our customers. */
export function toldOutside(step: CrossedWire): string {
  const baggage = sentTo(step, 'mail').map((request) => fieldOf(request, 'baggage'));
  return baggage.find((each) => each !== undefined) ?? 'nothing';
}

/** How many of the broken trace ids are found in what was sent on: `0 of 3 passed on`. */
export function passedOn(step: CrossedWire, broken: readonly string[]): string {
  const sent = sentTo(step, 'stock').map((request) => fieldOf(request, 'traceparent'));
  const kept = broken.filter((each, at) => sent[at]?.includes(each.split('-')[1] ?? each));
  return `${kept.length} of ${broken.length} passed on`;
}

/** The sampled flag and the first member of tracestate, as the last service got them. */
export function gotBy(step: CrossedWire, server: string) {
  const request = sentTo(step, server).at(-1);
  const context = request && contextOf(request);
  const members = context?.state.map((member) => member.slice(0, member.indexOf('='))) ?? [];
  return {
    flag: context ? (context.isSampled ? 'recorded' : 'not recorded') : 'nothing said',
    keys: members.length === 0 ? 'no tracestate' : members.join(', '),
  };
}

/** Whoever writes into tracestate stands first in it. */
export const ownFirst: Expectation = {
  text: 'shop, congo',
  holds: (actual) => actual === 'shop, congo' || actual === 'no tracestate',
};

/** The trace that the slowest bucket names, from a scrape. */
export function slowest(metrics: string): string {
  const named = [...metrics.matchAll(/le="([\d.]+|\+Inf)"} \d+ # {trace_id="(\w+)"}/g)];
  const last = named.sort(([, a], [, b]) => Number(a) - Number(b)).at(-1);
  return last?.[2] ?? 'no trace';
}

/** The spans that records have of a trace. */
export function spansOf(answer: string): readonly Span[] {
  const { spans } = Object(parseJson(answer));
  return Array.isArray(spans) ? spans : [];
}

/** What trace and log say about the slow request: `31 look-ups · 1 warning`. */
export function explained(trace: readonly Span[], lines: string): string {
  const statements = trace.filter(({ name }) => name === 'SELECT products').length;
  const found: readonly { level?: unknown }[] = Object(parseJson(lines)).lines ?? [];
  const warnings = found.filter(({ level }) => level === 'warn');
  return listed(counted(statements, 'look-up'), counted(warnings.length, 'warning'));
}
