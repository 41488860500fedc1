import { type Crossed, type Expectation, fieldOf, type HttpResponse, type Seen } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';
import type { Stop } from './tour.ts';

type Answer = Seen<HttpResponse>;

/** A part of the tour: what was tried, and what came of it. */
export interface Visited {
  readonly stops: readonly Stop[];
  readonly crossed: Crossed<unknown>;
}

/** The answers of the API to what a client tried, in its order. */
const answersOf = ({ crossed }: Visited): readonly (Answer | undefined)[] =>
  crossed.exchanges
    .filter(({ request }) => request.server === 'api')
    .map(({ response }) => response);

/** How many of the cases got the status that is theirs: `23 of 23`. */
export function own(parts: readonly Visited[]): string {
  const hits = parts.flatMap((part) => {
    const answers = answersOf(part);
    return part.stops.map(({ status }, n) => answers[n]?.status === status);
  });
  return `${hits.filter(Boolean).length} of ${hits.length}`;
}

/** Whom the statuses of failures blame: `15 times the client · 3 times the server`. */
export function blamed(parts: readonly Visited[]): string {
  const statuses = parts.flatMap(answersOf).map((answer) => answer?.status ?? 0);
  const times = (from: number) => statuses.filter((status) => Math.floor(status / 100) === from);
  return listed(
    `${counted(times(4).length, 'time')} the client`,
    `${counted(times(5).length, 'time')} the server`,
  );
}

/** Whom they ought to blame. */
export function toBlame(parts: readonly Visited[]): string {
  const statuses = parts.flatMap(({ stops }) => stops.map(({ status }) => status));
  const client = statuses.filter((status) => status >= 400 && status < 500).length;
  const server = statuses.filter((status) => status >= 500).length;
  return listed(`${counted(client, 'time')} the client`, `${counted(server, 'time')} the server`);
}

/** What a 429 and a 503 say of when to come again. */
export const comeAgain = (answers: readonly Answer[]): string =>
  listed(
    ...[429, 503].map((status) => {
      const answer = answers.find((each) => each.status === status);
      const seconds = answer && fieldOf(answer, 'retry-after');
      if (answer === undefined) return `no ${status}`;
      return `a ${status} says ${seconds === undefined ? 'nothing' : `${seconds} s`}`;
    }),
  );

/** What the two readers were shown. */
export const shown = (texts: readonly string[]): string =>
  listed(
    ...['Ada', 'Bob'].map((name, n) => {
      const isCatalogue = Array.isArray(parseJson(texts[n] ?? ''));
      return `${name}: ${isCatalogue ? 'the catalogue' : 'an error'}`;
    }),
  );

/** All of however many. */
export const all: Expectation = {
  text: 'all',
  holds: (actual) => /^([1-9][0-9]*) of \1$/.test(String(actual)),
};

/** The answer to a case of the tour, with some of its fields: `401, WWW-Authenticate: Bearer …`. */
export function withFields(part: Visited, status: number, ...names: readonly string[]): string {
  const answer = answersOf(part)[part.stops.findIndex((stop) => stop.status === status)];
  const fields = names.map((name) => {
    const value = answer && fieldOf(answer, name);
    return value === undefined ? `no ${name}` : `${name}: ${value}`;
  });
  return [`${answer?.status}`, ...fields].join(', ');
}

/** In what the last two answers of a part differ, the moment aside. */
export function difference(part: Visited): string {
  const [one, other] = answersOf(part).slice(-2);
  if (one?.status !== other?.status) return `${one?.status} and ${other?.status}`;
  return asText(one) === asText(other) ? 'the same answer' : 'other fields or content';
}

const asText = (answer: Answer | undefined): string => {
  const fields = answer?.fields.filter(({ name }) => !/^date$/i.test(name)) ?? [];
  const lines = fields.map(({ name, value }) => `${name}: ${value}`);
  return [...lines, answer?.content.text].join('\n');
};

/** What a program that knows HTTP does for a status, without reading on. */
const ACTIONS: readonly (readonly [action: string, statuses: readonly number[]])[] = [
  ['goes on', [200, 201, 202, 204, 304]],
  ['gets a token and asks again', [401]],
  ['reads again, then decides', [409, 412]],
  ['comes again when it is told to', [429, 503]],
  ['asks again if it is idempotent', [502, 504]],
  ['gives up, its own fault', [400, 403, 404, 405, 406, 410, 413, 415, 422, 428]],
  ['gives up, not its fault', [500]],
];

/** The statuses of all answers, by what a program makes of them. */
export const byAction = (answers: readonly Answer[]) => ({
  title: 'What a program that knows HTTP makes of it',
  columns: ['it', 'statuses'],
  rows: ACTIONS.map(([action, statuses]) => {
    const seen = answers.map(({ status }) => status).filter((status) => statuses.includes(status));
    return [action, [...new Set(seen)].sort((a, b) => a - b).join(' ') || '-'];
  }),
});
