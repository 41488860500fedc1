import { type Expectation, fieldOf, type HttpResponse, type Seen, type Wire } from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';
import { PROBLEM_JSON } from 'apilab/parts/http/problem';

type Answer = Seen<HttpResponse>;

/** The answers that tell of an error. */
export const errors = (wire: Wire): readonly Answer[] =>
  wire.responses('api').filter(({ status }) => status >= 400);

/** The members of a JSON object in an answer; none if it holds something else. */
const membersOf = (answer: Answer): Readonly<Record<string, unknown>> =>
  Object(parseJson(answer.content.text ?? ''));

const isProblem = (answer: Answer) => fieldOf(answer, 'content-type') === PROBLEM_JSON;

/** A rule over answers: `1 of 7`. */
const among = (answers: readonly Answer[], rule: (answer: Answer) => boolean): string =>
  `${answers.filter(rule).length} of ${answers.length}`;

export const inOneFormat = (answers: readonly Answer[]) => among(answers, isProblem);

/** Those whose content says another status than the answer has. */
export const otherStatus = (answers: readonly Answer[]) =>
  among(answers, (answer) => {
    const { status = answer.status } = membersOf(answer);
    return status !== answer.status;
  });

/** Those that name a kind of problem, absolutely; none at all stands for `about:blank`. */
export const ofAKind = (answers: readonly Answer[]) =>
  among(answers, (answer) => {
    const { type = 'about:blank' } = membersOf(answer);
    return isProblem(answer) && typeof type === 'string' && URL.canParse(type);
  });

/** Those without a kind of their own whose title is not the phrase of their status. */
export const otherTitle = (answers: readonly Answer[]) =>
  among(
    answers.filter((answer) => isProblem(answer) && membersOf(answer).type === undefined),
    (answer) => membersOf(answer).title !== answer.reason,
  );

/** How many faults an answer points to: `3 faults`. */
export function pointedTo(answer: Answer | undefined): string {
  const { errors } = answer ? membersOf(answer) : {};
  const pointers = Array.isArray(errors) ? errors.map((error) => Object(error).pointer) : [];
  return counted(pointers.filter((pointer) => typeof pointer === 'string').length, 'fault');
}

/** What is marked: `#/email`, or `nothing`. */
export const named = (marks: readonly string[]): string => marks.join(', ') || 'nothing';

/** All of however many, of one at least. */
export const all: Expectation = {
  text: 'all',
  holds: (actual) => /^([1-9][0-9]*) of \1$/.test(String(actual)),
};

/** None of however many. */
export const none: Expectation = {
  text: 'none',
  holds: (actual) => String(actual).startsWith('0 of '),
};

/** `English: … · German: …` with twice the same. */
export const theSame: Expectation = {
  text: 'the same in both',
  holds: (actual) => /^English: (.*) · German: \1$/.test(String(actual)),
};

/** What a program could go by: status, media type and members of each answer. */
export const shapes = (answers: readonly Answer[]): string[][] =>
  answers.map((answer) => [
    String(answer.status),
    fieldOf(answer, 'content-type') ?? '-',
    Object.keys(membersOf(answer)).join(' ') || '(text)',
  ]);
