import { type Crossed, fieldOf } from 'apilab';
import { busiestWindow } from 'apilab/parts/checks/crowd';
import { counted, listed, tally } from 'apilab/parts/checks/words';

type Step = Crossed<unknown>;

/** How often the origin was asked in a step. */
export const questions = ({ requests }: Step): number =>
  requests.filter(({ server }) => server === 'origin').length;

const answersTo = ({ answers }: Step) => answers.filter(({ server }) => server === 'cdn');

/** How the crowd was answered: `200 × 503`. */
export const statuses = (step: Step): string =>
  listed(...tally(answersTo(step).map(({ status }) => status)));

/** Whether the crowd got one and the same: `8 of 8 alike`. */
export function alike(step: Step): string {
  const answers = answersTo(step);
  const same = answers.filter(({ content }) => content.text === answers[0]?.content.text);
  return `${same.length} of ${answers.length} alike`;
}

/** How long the slowest of the crowd waited: `0 ms for the slowest`. */
export function slowest({ exchanges }: Step): string {
  const waits = exchanges
    .filter(({ request }) => request.server === 'cdn')
    .map(({ request, response }) => (response?.at ?? Number.NaN) - request.at);
  return `${Math.max(...waits)} ms for the slowest`;
}

/** The status and what the last one in a step was told: `200, 7900 cents`. */
export function lastTold(step: Step): string {
  const last = answersTo(step).at(-1);
  const [, cents] = /"cents":(\d+)/.exec(last?.content.text ?? '') ?? [];
  return cents === undefined ? `${last?.status}` : `${last?.status}, ${cents} cents`;
}

/** The most that expire within one second, by the lifetimes that they were given: `3 of 20 in one second`. */
export function expiringTogether({ answers }: Step): string {
  const lifetimes = answers
    .filter(({ server, status }) => server === 'origin' && status === 200)
    .map((answer) => Number(/max-age=(\d+)/.exec(fieldOf(answer, 'cache-control') ?? '')?.[1]));
  const times = lifetimes.map((seconds) => seconds * 1000).sort((a, b) => a - b);
  return `${busiestWindow(times, 1000)} of ${counted(times.length, 'price')} in one second`;
}
