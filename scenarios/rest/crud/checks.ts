import { type Crossed, fieldOf, type HttpResponse, type Seen } from 'apilab';
import { counted } from 'apilab/parts/checks/words';

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
  return `differs in ${differing.join(', ') || 'nothing'}`;
}

/** How many answers have a status and lack a field, or have one that they must not have. */
export function countOf(
  answers: readonly Answer[],
  status: number,
  { has, field }: { readonly has: boolean; readonly field: string },
): string {
  const wrong = answers.filter(
    (answer) => answer.status === status && (fieldOf(answer, field) !== undefined) === has,
  );
  return `${counted(wrong.length, 'answer')} with ${status} and ${has ? '' : 'no '}${field}`;
}
