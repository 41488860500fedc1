import { type CrossedWire, type Exchange, every, fieldOf } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';

type Step = Pick<CrossedWire, 'exchanges'>;

const isAbout = (kind: string, { request }: Exchange) => request.target.startsWith(`/${kind}/`);

/** What was asked about jobs. */
export const questions = ({ exchanges }: Step): readonly Exchange[] =>
  exchanges.filter((each) => each.request.method === 'GET' && isAbout('jobs', each));

/** What an answer says a job is at. */
const saidIn = ({ response }: Exchange): Readonly<Record<string, unknown>> =>
  Object(parseJson(response?.content.text ?? ''));

/** When and how the first request was answered: `202 after 0 s · /jobs/1`. */
export function accepted({ exchanges: [first] }: Step): string {
  const { request, response } = first ?? {};
  if (request === undefined || response === undefined) return 'no answer';
  const seconds = (response.at - request.at) / 1000;
  return listed(
    `${response.status} after ${seconds} s`,
    fieldOf(response, 'location') ?? 'no address',
  );
}

/** How the report was reached: `303 · 200, a report`. */
export function reached({ exchanges }: Step): string {
  const report = exchanges.find((each) => isAbout('reports', each));
  if (report === undefined) return 'no report';
  const before = exchanges[exchanges.indexOf(report) - 1];
  return listed(`${before?.response?.status}`, `${report.response?.status} with the report`);
}

/** Request and answer of an exchange of a step; the last one has the number -1. */
export const messages = ({ exchanges }: Step, n: number) => {
  const each = exchanges.at(n);
  return each === undefined ? [] : [each.request, each.response];
};

export const everyAtLeast = (seconds: number) =>
  every<string>(`${seconds} s or more`, (wait) => Number.parseFloat(wait) >= seconds);

/** How long the client waited between questions: `5 s`, `5 s`. */
export function waits({ exchanges }: Step): readonly string[] {
  const asked = questions({ exchanges });
  const answers = [exchanges[0], ...asked].map((each) => each?.response?.at ?? Number.NaN);
  return asked.map(({ request }, n) => `${(request.at - (answers[n] ?? Number.NaN)) / 1000} s`);
}

/** How many questions about jobs told nothing new. */
export function inVain(step: Step): number {
  let known: string | undefined;
  return questions(step).filter(({ response }) => {
    const text = response?.content.text;
    const isNews = response?.status !== 304 && text !== known;
    known = text || known;
    return !isNews;
  }).length;
}

/** `0 in vain · 0 s late`, of a report that took so many seconds. */
export const effort = (step: Step, seconds: number): string =>
  listed(`${inVain(step)} in vain`, `${lateBy(step, seconds)} s late`);

/** What the answers say of a job, one after the other: `running 25 %`, `completed`. */
function courseOf(asked: readonly Exchange[]): readonly string[] {
  return asked
    .filter(({ response }) => response !== undefined && response.status !== 304)
    .map((each) => {
      const { state, percent } = saidIn(each);
      if (each.response?.status === 303) return 'completed';
      return state === 'running' ? `running ${percent} %` : `${state}`;
    });
}

/** Further along than any other. */
const END = 1000;

/** Where a job went back, by what was answered: `0 steps back` or `1 step back: 50 % to 25 %`. */
export function stepsBack(step: Step): string {
  const course = courseOf(questions(step));
  const back = course.flatMap((now, n) => {
    const before = course[n - 1] ?? 'pending';
    return place(now) < place(before) ? [`${before} to ${now}`.replaceAll('running ', '')] : [];
  });
  const names = back.length === 0 ? '' : `: ${back.join(', ')}`;
  return `${counted(back.length, 'step')} back${names}`;
}

function place(at: string): number {
  if (at === 'pending') return -1;
  return at.startsWith('running') ? Number.parseInt(at.slice(8), 10) : END;
}

/** What a question about a job was answered: `200 · failed · problem 504`. */
export function end(asked: Exchange | undefined): string {
  if (asked === undefined) return 'nobody asked';
  const { state = 'no state', error } = saidIn(asked);
  const { status } = Object(error);
  const problem = status === undefined ? [] : [`problem ${status}`];
  return listed(`${asked.response?.status}`, `${state}`, ...problem);
}

/** How a question was answered by which somebody finds out what there is. */
export function sameAnswers({ exchanges }: Step): string {
  const statuses = exchanges.map(({ response }) => `${response?.status}`);
  const contents = new Set(exchanges.map(({ response }) => response?.content.text));
  return listed(...statuses, contents.size === 1 ? 'same content' : 'other content');
}

/** How the orders with a preference were answered: `201 after 1 s`, `202 after 2 s`. */
export const answersAfter = ({ exchanges }: Step): string =>
  exchanges
    .map(({ request, response }) => {
      const seconds = ((response?.at ?? Number.NaN) - request.at) / 1000;
      return `${response?.status} after ${seconds} s`;
    })
    .join(' · ');

/** How many seconds after it was made the client knew of the report. */
export function lateBy(step: Step, seconds: number): number {
  const known = questions(step).find(({ response }) => response?.status === 303)?.response?.at;
  const ordered = step.exchanges[0]?.request.at ?? Number.NaN;
  return known === undefined ? 0 : (known - ordered) / 1000 - seconds;
}
