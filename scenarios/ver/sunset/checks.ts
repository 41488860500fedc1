import {
  type Crossed,
  type Expectation,
  fieldOf,
  type HttpResponse,
  type Seen,
  type Wire,
} from 'apilab';
import { counted, tally } from 'apilab/parts/checks/words';
import { readDate } from './moving-client.ts';

type Answer = Seen<HttpResponse>;

/** The answers that announce an end. */
export const notices = (wire: Wire): readonly Answer[] =>
  wire.responses('api').filter((answer) => fieldOf(answer, 'sunset') !== undefined);

const among = (answers: readonly Answer[], rule: (answer: Answer) => boolean): string =>
  `${answers.filter(rule).length} of ${answers.length}`;

const deprecated = (answer: Answer) => readDate(fieldOf(answer, 'deprecation') ?? null);

/** Those whose deprecation is a date. */
export const dated = (answers: readonly Answer[]) =>
  among(answers, (answer) => deprecated(answer) !== undefined);

/** Those whose Sunset is written as an HTTP-date, with the weekday that it has. */
export const writtenAsHttpDate = (answers: readonly Answer[]) =>
  among(answers, (answer) => {
    const sunset = fieldOf(answer, 'sunset') ?? '';
    const time = Date.parse(sunset);
    return !Number.isNaN(time) && new Date(time).toUTCString() === sunset;
  });

/** How many end before they are deprecated. */
export function endTooEarly(answers: readonly Answer[]): string {
  const early = answers.filter((answer) => {
    const since = deprecated(answer)?.getTime() ?? Number.NEGATIVE_INFINITY;
    return Date.parse(fieldOf(answer, 'sunset') ?? '') < since;
  });
  return `${early.length} earlier`;
}

/** How many ends were announced. */
export const endsTold = (answers: readonly Answer[]) =>
  counted(tally(answers.map((answer) => fieldOf(answer, 'sunset') ?? '')).length, 'date');

/** What was read at the old address while it was there. */
export const contents = (wire: Wire): string =>
  tally(
    wire
      .exchanges('api')
      .filter(
        ({ request, response }) => request.target === '/v1/users/1' && response?.status === 200,
      )
      .map(({ response }) => response?.content.text ?? ''),
  )
    .map((text) => text.replace(/^\d+ × /, ''))
    .join(' · ');

/** What an old client was told: `2 × 410 with a successor`. */
export const ends = (answers: readonly Answer[]): string =>
  tally(
    answers.map((answer) => {
      const hasSuccessor = fieldOf(answer, 'link')?.includes('rel="successor-version"') ?? false;
      return `${answer.status}${hasSuccessor ? ' with a successor' : ''}`;
    }),
  ).join(' · ');

const CLIENTS = ['app', 'report'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const monthOf = (startMs: number, at: number) => new Date(startMs + at).getUTCMonth();

/** Which version each client ended up at, month by month; an error by its status. */
export function versionsByMonth(wire: Wire, startMs: number) {
  const asked = wire.exchanges('api').filter(({ request }) => request.method === 'GET');
  const months = [...new Set(asked.map(({ request }) => monthOf(startMs, request.at)))];
  return {
    title: 'Which version each reads',
    columns: ['', ...months.map((month) => MONTHS[month] ?? '')],
    rows: CLIENTS.map((client) => [
      client,
      ...months.map((month) => {
        const last = asked.findLast(
          ({ request }) => request.client === client && monthOf(startMs, request.at) === month,
        );
        const status = last?.response?.status ?? 0;
        return status === 200 ? (last?.request.target.slice(1, 3) ?? '') : `${status}`;
      }),
    ]),
  };
}

/** When a client asked for the first version last: `v1 until 2026-04-05`. */
export function leftOn(wire: Wire, client: string, startMs: number): string {
  const last = askedV1(wire).findLast((request) => request.client === client);
  return `v1 until ${dayOf(new Date(startMs + (last?.at ?? 0)))}`;
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** A sentence that ends with a day before another. */
export const before = (date: Date): Expectation => ({
  text: `before ${dayOf(date)}`,
  holds: (actual) => String(actual).slice(-10) < dayOf(date),
});

/** What the report makes of its answers: it fails, or all is as it was written for. */
export const notMisled: Expectation = {
  text: 'an error, or as ever',
  holds: (actual) =>
    /^(error \d+|Ada Lovelace) · Grace: (error \d+, none stored|ok, 1 stored)$/.test(
      String(actual),
    ),
};

/** With which methods a request went from address to address, and how it was answered in the end. */
export const methodsOnTheWay = ({ requests, answers }: Crossed<unknown>): string =>
  `${requests.map(({ method }) => method).join(', then ')}: ${answers.at(-1)?.status}`;

/** A POST to the end, and the end takes it: who is led nowhere has kept nothing. */
export const takenAsPost: Expectation = {
  text: 'POST all the way, and done',
  holds: (actual) => /^POST(?:, then POST)*: 2\d\d$/.test(String(actual)),
};

const askedV1 = (wire: Wire) =>
  wire.requests('api').filter(({ target }) => target.startsWith('/v1/'));

/** How often each client asked for the first version: `app 4 · report 13`. */
export const oldCalls = (wire: Wire): string => byClient(askedV1(wire).map(({ client }) => client));

export const byClient = (names: readonly string[]): string =>
  CLIENTS.map((client) => `${client} ${names.filter((name) => name === client).length}`).join(
    ' · ',
  );

/** All of however many, of one at least. */
export const all: Expectation = {
  text: 'all',
  holds: (actual) => /^([1-9][0-9]*) of \1$/.test(String(actual)),
};
