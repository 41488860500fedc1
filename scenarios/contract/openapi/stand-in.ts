import type { Clock, FetchHandler } from 'apilab';

export interface StandInOptions {
  readonly clock: Clock;
  /** How long each answer takes, in milliseconds. */
  readonly delayMs: number;
  /** Each so many requests is answered with 503, if the description has one. */
  readonly failsEvery: number;
}

type Members = Readonly<Record<string, unknown>>;
const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/**
 * A server made of a description alone, for those who build against an API that is not there yet, or
 * is too good: it is slow and fails as it is told. Its answers are examples of what is described.
 */
export function standIn(
  document: object,
  { clock, delayMs, failsEvery }: StandInOptions,
): FetchHandler {
  const paths = Object.entries(membersOf(membersOf(document).paths));
  let requests = 0;

  return {
    async fetch(request) {
      requests += 1;
      const fails = requests % failsEvery === 0;
      await clock.sleep(delayMs);
      const { pathname } = new URL(request.url);
      const [, item] = paths.find(([template]) => patternOf(template).test(pathname)) ?? [];
      const operation = membersOf(item)[request.method.toLowerCase()];
      const responses = membersOf(membersOf(operation).responses);
      const codes = Object.keys(responses);
      const wanted = fails ? '503' : codes.find((code) => code.startsWith('2'));
      const status = codes.find((code) => code === wanted);
      if (status === undefined)
        return new Response(null, { status: item === undefined ? 404 : 405 });
      const { content, headers } = membersOf(responses[status]);
      const [type, media] = Object.entries(membersOf(content))[0] ?? [];
      const { schema, itemSchema } = membersOf(media);
      const fields = Object.keys(membersOf(headers)).map((name) => [name, '/example']);
      return new Response(`${JSON.stringify(exampleOf(document, schema ?? itemSchema))}\n`, {
        status: Number(status),
        headers: {
          ...Object.fromEntries(fields),
          ...(type !== undefined && { 'Content-Type': type }),
        },
      });
    },
  };
}

const patternOf = (template: string) =>
  new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);

/** An instance of a schema: its first example, or one of its parts put together. */
export function exampleOf(document: object, schema: unknown): unknown {
  const { $ref, examples, allOf, properties, type, items } = membersOf(schema);
  if (typeof $ref === 'string') return exampleOf(document, at(document, $ref));
  if (Array.isArray(examples)) return examples[0];
  if (type === 'array') return items === undefined ? [] : [exampleOf(document, items)];
  if (type === 'string') return 'text';
  if (type === 'integer' || type === 'number') return 1;
  const parts = Array.isArray(allOf) ? allOf.map((part) => exampleOf(document, part)) : [];
  const own = Object.entries(membersOf(properties)).map(([name, each]) => [
    name,
    exampleOf(document, each),
  ]);
  return Object.assign({}, ...parts, Object.fromEntries(own));
}

/** What a reference within the document points to. */
const at = (document: object, reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((value, name) => membersOf(value)[name], document);
