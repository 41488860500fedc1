import {
  type Crossed,
  type Expectation,
  fieldOf,
  type HttpResponse,
  type Seen,
  type Wire,
} from 'apilab';
import { busiestWindow, histogram } from 'apilab/parts/checks/crowd';
import { listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';

/** When the requests of a client were sent that were admitted, in order. */
export const admittedAt = (wire: Wire, client: string): readonly number[] =>
  wire
    .exchanges('api')
    .filter(({ request, response }) => request.client === client && response?.status === 200)
    .map(({ request }) => request.at);

/** The most that was admitted of a client in any stretch of time: `20 admitted in 2 s`. */
export const mostIn = (times: readonly number[], ms: number): string =>
  `${busiestWindow(times, ms)} admitted in ${ms / 1000} s`;

/** What a sentence that begins with a number counts. */
const countIn = (actual: unknown) => Number.parseInt(String(actual), 10);

export const noMoreThan = (most: number): Expectation => ({
  text: `${most} admitted at most`,
  holds: (actual) => countIn(actual) <= most,
});

/** How the requests of a step ended: `10 admitted · 5 refused`. */
export function outcome({ answers }: Crossed<unknown>): string {
  const admitted = answers.filter(({ status }) => status === 200);
  return listed(`${admitted.length} admitted`, `${answers.length - admitted.length} refused`);
}

/** How many refusals there are, and how many of them say what the limit is, and when to come again. */
export function refused(wire: Wire) {
  const refusals = wire.responses('api').filter(({ status }) => status === 429);
  const explained = refusals.filter(({ content }) => {
    const { detail } = Object(parseJson(content.text ?? ''));
    return /\d+ requests in \d+ s/.test(String(detail));
  });
  const timed = refusals.filter((refusal) => fieldOf(refusal, 'retry-after') !== undefined);
  return { refusals: refusals.length, explained: explained.length, timed: timed.length };
}

/** When a refusal came and says to come again, in milliseconds of lab time. */
export function told(refusal: Seen<HttpResponse> | undefined) {
  const waitS = Number(refusal && fieldOf(refusal, 'retry-after'));
  const at = Number(refusal?.at);
  return { waitS, at, dueAt: at + waitS * 1000 };
}

/** Times up to `toMs`, so far apart, as many as there are after `fromMs`. */
export function countdown(fromMs: number, toMs: number, apartMs: number): readonly number[] {
  const times = [];
  for (let at = toMs; at > fromMs; at -= apartMs) times.unshift(at);
  return times;
}

/** How those who came too early were answered, and who came last, in time. */
export function earlyAndInTime({ answers }: Crossed<unknown>): string {
  const statuses = answers.map(({ status }) => status);
  const early = [...new Set(statuses.slice(0, -1))].join(' or ');
  return listed(`early: ${early}`, `in time: ${statuses.at(-1)}`);
}

/** So many bars of a chart: how many of these times fall into each. */
export function barsOf(
  times: readonly number[],
  {
    fromMs,
    binMs,
    bins,
  }: { readonly fromMs: number; readonly binMs: number; readonly bins: number },
) {
  const counts = histogram(times, { fromMs, binMs });
  return Array.from({ length: bins }, (_, bin) => ({
    label: ((fromMs + bin * binMs) / 1000).toFixed(1),
    value: counts[bin] ?? 0,
  }));
}

/** The most that was admitted of one of these clients in any minute. */
export const busiestMinute = (wire: Wire, clients: readonly string[]): number =>
  Math.max(...clients.map((client) => busiestWindow(admittedAt(wire, client), 60_000)));
