import { parseJson } from 'apilab/parts/http/json';
import { SIREN } from './siren.ts';

/** What a server offered, with all that it takes to accept. */
interface Offer {
  readonly name: string;
  readonly method: string;
  readonly href: string;
  readonly type: string;
  readonly fields: readonly string[];
}

/** An entity as a client has it: what it says, where it leads, and what can be done. */
export interface Page {
  readonly url: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The names of what can be done. */
  readonly offers: readonly string[];
  /** Follows a link by its relation. */
  follow(relation: string): Promise<Page>;
  /** Does what is offered by that name, with those of the values that it asks for. */
  submit(name: string, values?: Readonly<Record<string, string>>): Promise<Page>;
}

/** The page does not offer what was to be done, or leads to another server. */
export class NotOffered extends Error {
  override readonly name = 'NotOffered';
  readonly code = 'not-offered';
}

/** The server refused. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code = 'refused';
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/** Reads the page at an address: the only one that a program has to know. */
export async function openPage(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit = {},
): Promise<Page> {
  const answer = await fetch(url, { ...init, headers: { Accept: SIREN, ...init.headers } });
  const content = parseJson(await answer.text());
  if (!answer.ok) throw new Refused(answer.status);
  const entity: Readonly<Record<string, unknown>> = Object(content);
  const offers = listOf(entity.actions).flatMap(offerOf);
  const links = listOf(entity.links);

  /** Goes on at an address of the page; not to another server, whoever wrote it there. */
  const at = (href: string): URL => {
    const target = URL.canParse(href, url) ? new URL(href, url) : undefined;
    if (target?.origin !== new URL(url).origin) throw new NotOffered(`it leads to ${href}`);
    return target;
  };

  return {
    url: at(String(linkIn(links, 'self') ?? url)).href,
    properties: Object(entity.properties),
    offers: offers.map(({ name }) => name),
    async follow(relation) {
      const href = linkIn(links, relation);
      if (href === undefined) throw new NotOffered(`there is no link ${relation}`);
      return openPage(fetch, at(href).href);
    },
    async submit(name, values = {}) {
      const offer = offers.find((each) => each.name === name);
      if (offer === undefined) throw new NotOffered(`${name} is not offered`);
      const { method, type, fields } = offer;
      const target = at(offer.href);
      const filled = Object.fromEntries(fields.map((field) => [field, values[field] ?? '']));
      if (method === 'GET') {
        for (const [field, value] of Object.entries(filled)) target.searchParams.set(field, value);
        return openPage(fetch, target.href);
      }
      if (fields.length === 0) return openPage(fetch, target.href, { method });
      const isJson = type === 'application/json';
      const body = isJson ? JSON.stringify(filled) : new URLSearchParams(filled).toString();
      return openPage(fetch, target.href, { method, body, headers: { 'Content-Type': type } });
    },
  };
}

const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.map(Object) : [];

/** Relations are compared whatever their case (RFC 8288 §2.1). */
function linkIn(links: ReturnType<typeof listOf>, relation: string): string | undefined {
  const found = links.find(
    ({ rel, href }) =>
      typeof href === 'string' &&
      Array.isArray(rel) &&
      rel.some((each) => String(each).toLowerCase() === relation.toLowerCase()),
  );
  return found && String(found.href);
}

/** An action; what it leaves out is as Siren says: GET, and fields as a form. */
function offerOf({ name, method, href, type, fields }: Readonly<Record<string, unknown>>): Offer[] {
  if (typeof name !== 'string' || typeof href !== 'string') return [];
  return [
    {
      name,
      href,
      method: typeof method === 'string' ? method.toUpperCase() : 'GET',
      type: typeof type === 'string' ? type : 'application/x-www-form-urlencoded',
      fields: listOf(fields).flatMap((field) =>
        typeof field.name === 'string' ? [field.name] : [],
      ),
    },
  ];
}
