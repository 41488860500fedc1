import { isNestedDeeper } from './nesting.ts';
import { PROGRESS_VERSION, type Progress } from './progress.ts';
import { ProgressError } from './progress-error.ts';

/** How deep progress may be nested: it is five levels deep, and a later apilab may add some. */
const MOST_LEVELS = 100;

/** Says what is wrong with a value that stands at a place such as `cards.sse-retry.revision`. */
type Rule = (value: unknown, at: string) => string | undefined;

/**
 * Reads progress from JSON. Members that this version does not know stay in it.
 *
 * @throws ProgressError
 */
export function parseProgress(text: string): Progress {
  if (text.trim() === '') throw new ProgressError('damaged', 'it is empty');
  if (isNestedDeeper(text, MOST_LEVELS)) {
    throw new ProgressError('damaged', `it is nested deeper than ${MOST_LEVELS} levels`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ProgressError('damaged', 'it is not JSON', { cause });
  }
  const version = isObject(value) ? value.version : undefined;
  if (typeof version === 'number' && version > PROGRESS_VERSION) {
    throw new ProgressError(
      'later-version',
      `it was written by a newer apilab (version ${version}; this one reads version ${PROGRESS_VERSION}): use that one`,
    );
  }
  if (isProgress(value)) return value;
  throw new ProgressError('damaged', progress(value, '') ?? 'it is not progress');
}

function isProgress(value: unknown): value is Progress {
  return progress(value, '') === undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text: Rule = (value, at) => (typeof value === 'string' ? undefined : `${at} is not text`);

/** RFC 3339, as far as `Date` reads it; a year has four digits. */
const moment: Rule = (value, at) =>
  typeof value === 'string' && /^\d{4}-/.test(value) && !Number.isNaN(Date.parse(value))
    ? undefined
    : `${at} is not a time`;

const amount: Rule = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? undefined
    : `${at} is not an amount`;

const from =
  (least: number, most: number): Rule =>
  (value, at) =>
    typeof value === 'number' && value >= least && value <= most
      ? undefined
      : `${at} is not from ${least} to ${most}`;

/** A later one was refused before. */
const knownVersion: Rule = (value, at) => {
  if (value === PROGRESS_VERSION) return undefined;
  if (value === undefined) return `it has no ${at}`;
  return typeof value === 'number' ? `${at} ${value} is not known` : `${at} is not a number`;
};

const oneOf =
  (...allowed: readonly unknown[]): Rule =>
  (value, at) =>
    allowed.includes(value) ? undefined : `${at} is none of ${allowed.join(', ')}`;

const listOf =
  (rule: Rule): Rule =>
  (value, at) =>
    Array.isArray(value)
      ? first(value.map((item: unknown, index) => () => rule(item, `${at}[${index}]`)))
      : `${at} is not a list`;

const recordOf =
  (rule: Rule): Rule =>
  (value, at) =>
    isObject(value)
      ? first(
          Object.entries(value).map(
            ([name, item]) =>
              () =>
                rule(item, place(at, name)),
          ),
        )
      : `${at} is not an object`;

const object =
  (members: Readonly<Record<string, Rule>>, optional: Readonly<Record<string, Rule>> = {}): Rule =>
  (value, at) => {
    if (!isObject(value)) return at === '' ? 'it is not a JSON object' : `${at} is not an object`;
    return first([
      ...Object.entries(members).map(
        ([name, rule]) =>
          () =>
            rule(value[name], place(at, name)),
      ),
      ...Object.entries(optional).map(
        ([name, rule]) =>
          () =>
            value[name] === undefined ? undefined : rule(value[name], place(at, name)),
      ),
    ]);
  };

function place(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}

function first(findings: readonly (() => string | undefined)[]): string | undefined {
  for (const finding of findings) {
    const wrong = finding();
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

const lesson = object({ section: text, done: listOf(text), at: moment });

const anySchedule = object(
  {
    due: moment,
    stability: amount,
    difficulty: amount,
    scheduledDays: amount,
    learningSteps: amount,
    reps: amount,
    lapses: amount,
    state: oneOf('new', 'learning', 'review', 'relearning'),
  },
  { lastReview: moment },
);

/**
 * What FSRS can have made of an answer: its stability is from 0.001 to 36,500 days, its difficulty from 1
 * to 10 (ts-fsrs 5, `S_MIN`, `S_MAX`, and the bounds of `constrain_difficulty`). It reckons on with nothing else.
 */
const answeredSchedule = object({
  stability: from(0.001, 36_500),
  difficulty: from(1, 10),
  scheduledDays: from(0, 36_500),
});

const schedule: Rule = (value, at) => {
  const isNew = isObject(value) && value.state === 'new';
  return anySchedule(value, at) ?? (isNew ? undefined : answeredSchedule(value, at));
};

const review = object({
  at: moment,
  rating: oneOf('again', 'hard', 'good', 'easy'),
  revision: amount,
});

const card = object({ revision: amount, schedule, reviews: listOf(review) });

const truth: Rule = (value, at) =>
  typeof value === 'boolean' ? undefined : `${at} is neither true nor false`;

const prediction = object({ at: moment, right: truth }, { misconception: text });

const exam = object({
  at: moment,
  groups: listOf(text),
  cards: amount,
  right: amount,
  missed: listOf(text),
});

const progress = object(
  { version: knownVersion, lessons: recordOf(lesson), cards: recordOf(card) },
  { predictions: recordOf(recordOf(prediction)), exams: listOf(exam) },
);
