import { type Crossed, type Expectation, fieldOf, type HttpResponse, type Seen } from 'apilab';

type Answer = Seen<HttpResponse>;

/** The method by which each step began: `create POST · read GET`. */
export const methodsOf = (steps: Readonly<Record<string, Crossed<unknown>>>): string =>
  Object.entries(steps)
    .map(([name, { requests }]) => `${name} ${requests[0]?.method}`)
    .join(' · ');

/** Status and some field of an answer: `201, Location: /products/5`. */
export function withField(answer: Answer | undefined, name: string): string {
  const value = answer && fieldOf(answer, name);
  return `${answer?.status}, ${value === undefined ? `no ${name}` : `${name}: ${value}`}`;
}

/** Fields that are about the connection or the moment, not about what was asked for. */
const NOT_OF_THE_PRODUCT = ['date', 'connection', 'keep-alive'];

/** The names of the fields in which an answer differs from another one. */
export function differences(get: Answer | undefined, other: Answer | undefined): string {
  if (get === undefined || other === undefined) return 'there are not two answers';
  const names = [...get.fields, ...other.fields].map(({ name }) => name.toLowerCase());
  const differing = [...new Set(names)].filter(
    (name) => !NOT_OF_THE_PRODUCT.includes(name) && fieldOf(get, name) !== fieldOf(other, name),
  );
  return differing.length === 0 ? 'no difference' : `differs in ${differing.join(', ')}`;
}

/** How many of the answers with a status keep to a rule not: `0 of 2`. */
export function breaking(
  answers: readonly Answer[],
  status: number,
  rule: (answer: Answer) => boolean,
): string {
  const all = answers.filter((answer) => answer.status === status);
  return `${all.filter((answer) => !rule(answer)).length} of ${all.length}`;
}

/** None of however many. */
export const none: Expectation = {
  text: 'none',
  holds: (actual) => typeof actual === 'string' && actual.startsWith('0 of '),
};

/** An answer that names no version. */
export const noTag: Expectation = {
  text: 'no ETag',
  holds: (actual) => typeof actual === 'string' && actual.endsWith(', no ETag'),
};
