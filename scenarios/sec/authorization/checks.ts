import type { HttpResponse, Seen } from 'apilab';
import { parseJson } from 'apilab/parts/http/json';
import type { Try } from './setting.ts';

/** How one try came out. */
export interface Tried extends Try {
  readonly who: string;
  readonly number: number | undefined;
  readonly status: number;
}

const succeeded = ({ status }: Tried) => status >= 200 && status < 300;

/** Whether they ought to get it: owners their own, administrators what has a rule. Written apart from the API. */
const ought = ({ who, number, owner, isForNobody = false }: Tried) =>
  !isForNobody && (who === 'root' || (owner !== undefined && owner === number));

/** What the walk found of some kind: `0 holes in 12 tries`. */
export function holes(tried: readonly Tried[]): string {
  const found = tried.filter((each) => succeeded(each) && !ought(each));
  return `${found.length} ${found.length === 1 ? 'hole' : 'holes'} in ${tried.length} tries`;
}

/** How many got what is theirs: `9 of 9`. */
export function served(tried: readonly Tried[]): string {
  const theirs = tried.filter(ought);
  return `${theirs.filter(succeeded).length} of ${theirs.length}`;
}

/** How everybody was answered who tried a route: a row for each, statuses in the order of the accounts. */
export function matrix(tried: readonly Tried[], people: readonly string[]) {
  const routes = [...new Set(tried.map(({ route }) => route))];
  return routes.map((route) => [
    route,
    ...people.map((who) =>
      tried
        .filter((each) => each.route === route && each.who === who)
        .map((each) => `${each.status}${succeeded(each) && !ought(each) ? '!' : ''}`)
        .join(' '),
    ),
  ]);
}

/** The members of an object that was answered. */
export function membersIn(answer: Seen<HttpResponse> | undefined): string {
  return Object.keys(Object(parseJson(answer?.content.text ?? ''))).join(', ');
}
