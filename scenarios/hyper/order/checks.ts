import {
  type Exchange,
  type Expectation,
  fieldOf,
  type HttpResponse,
  type Seen,
  type Wire,
} from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';

/** All addresses and relations that an answer holds, whatever its format. */
function linksIn(text: string) {
  const hrefs: string[] = [];
  const relations: string[] = [];
  JSON.stringify(parseJson(text) ?? null, (key, value) => {
    if (key === 'href') hrefs.push(value);
    if (key === 'rel') relations.push(...value);
    if (key === '_links') relations.push(...Object.keys(value));
    return value;
  });
  return { hrefs, relations };
}

/** What an answer offers to be done, by whatever sign of its format: `pay, cancel`. */
export function offered(answer: Seen<HttpResponse> | undefined): string {
  const { actions, _links } = Object(parseJson(answer?.content.text ?? ''));
  if (actions === undefined && _links === undefined) return 'it does not say what can be done';
  const names = Array.isArray(actions)
    ? actions.map(({ name }) => name)
    : Object.keys(_links ?? {}).filter((name) => 'method' in _links[name]);
  return names.length === 0 ? 'it offers nothing' : `it offers ${names.join(' and ')}`;
}

/** How many addresses a client asked at that no answer had given it: it knew them. */
export function knownByHeart(wire: Wire, client: string): string {
  const given = new Set<string>();
  const known = new Set<string>();
  for (const { request, response } of wire.exchanges('api')) {
    if (request.client !== client) continue;
    if (!given.has(request.target)) known.add(request.target);
    if (response === undefined) continue;
    for (const href of linksIn(response.content.text ?? '').hrefs) given.add(href);
    given.add(fieldOf(response, 'location') ?? '');
  }
  return counted(known.size, 'address', 'addresses');
}

const isRefused = ({ response }: Exchange) =>
  (response?.status ?? 0) >= 400 || response?.content.text?.startsWith('{"error"') === true;

/** How many requests of a client were refused, in whatever way. */
export function refused(wire: Wire, client: string): string {
  const own = wire.exchanges('api').filter(({ request }) => request.client === client);
  return `${own.filter(isRefused).length} of ${own.length} refused`;
}

/** Registered with IANA; the others are for a shop to name by a URI of its own. */
const REGISTERED = ['self', 'collection', 'item', 'payment', 'up', 'edit'];

/** Relations that are neither registered nor a URI in lower case: `none of 2`, `pay, cancel of 4`, `there are none`. */
export function unnamed(wire: Wire): string {
  const relations = new Set(
    wire.responses('api').flatMap(({ content }) => linksIn(content.text ?? '').relations),
  );
  if (relations.size === 0) return NO_RELATIONS;
  const odd = [...relations].filter(
    (each) => !REGISTERED.includes(each) && !(URL.canParse(each) && each === each.toLowerCase()),
  );
  return `${odd.join(', ') || 'none'} of ${relations.size}`;
}

const NO_RELATIONS = 'there are no relations';

/** No relation without a name of its own, if there are any. */
export const allNamed: Expectation = {
  text: 'none',
  holds: (actual) => actual === NO_RELATIONS || String(actual).startsWith('none of '),
};

/** A status that refuses. */
export const aRefusal: Expectation = {
  text: '4xx',
  holds: (actual) => /^4\d\d/.test(String(actual)),
};
