import { parseJson } from 'apilab/parts/http/json';
import { type Judge, type OpenSchemas, openSchemas } from './schemas.ts';

/** A request and its answer, as far as a description speaks of them. */
export interface Observed {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The media type of the answer's content, without parameters. */
  readonly type: string | undefined;
  /** The names of the answer's fields, in small letters. */
  readonly fields: readonly string[];
  readonly content: string;
}

type Members = Readonly<Record<string, unknown>>;
const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/**
 * Holds what was seen against a description: in what it is not as described, in a few words, or
 * nothing. What is not described must not be there: another path is 404, another method 405.
 */
export function openAgreement(document: object, schemas: OpenSchemas = openSchemas) {
  const paths = Object.entries(membersOf(membersOf(document).paths));
  const open = schemas(document);
  const judges = new Map<string, Judge>();

  return function disagreement(seen: Observed): string | undefined {
    const [template, item] = paths.find(([each]) => matches(each, seen.path)) ?? [];
    if (template === undefined) {
      return seen.status === 404 ? undefined : `${seen.path} is not described`;
    }
    const method = seen.method === 'HEAD' ? 'get' : seen.method.toLowerCase();
    const operation = membersOf(item)[method];
    if (operation === undefined) {
      const isRefused = seen.status === 405 || seen.status === 401;
      return isRefused ? undefined : `${seen.method} ${template} is not described`;
    }
    const { responses } = membersOf(operation);
    const place = ['paths', template, method, 'responses', `${seen.status}`];
    const answer = membersOf(responses)[`${seen.status}`];
    if (answer === undefined) {
      return `${seen.status} of ${seen.method} ${template} is not described`;
    }
    return missingField(membersOf(answer), seen) ?? otherContent(membersOf(answer), place, seen);
  };

  function missingField({ headers }: Members, { fields }: Observed): string | undefined {
    const required = Object.entries(membersOf(headers)).filter(
      ([, field]) => membersOf(field).required === true,
    );
    const missing = required.find(([name]) => !fields.includes(name.toLowerCase()));
    return missing && `the field ${missing[0]} is missing`;
  }

  function otherContent(answer: Members, place: readonly string[], seen: Observed) {
    const types = membersOf(answer.content);
    if (seen.type === undefined || seen.method === 'HEAD') return undefined;
    const media = types[seen.type];
    if (media === undefined) return `${seen.type} is not described`;
    const isStream = membersOf(media).itemSchema !== undefined;
    const at = pointerTo([...place, 'content', seen.type, isStream ? 'itemSchema' : 'schema']);
    const judge = judges.get(at) ?? open(at);
    judges.set(at, judge);
    const items = isStream
      ? seen.content.split('\n').filter((line) => line !== '')
      : [seen.content];
    const [fault] = items.flatMap((item) => judge(parseJson(item)));
    return fault && `${fault.pointer || 'the content'} ${fault.detail}`;
  }
}

/** Whether a path fits a template such as `/bookings/{id}`, in which a part stands for one segment. */
function matches(template: string, path: string): boolean {
  const [wanted, parts] = [template.split('/'), path.split('/')];
  return (
    wanted.length === parts.length &&
    wanted.every((part, n) => part === parts[n] || (part.startsWith('{') && parts[n] !== ''))
  );
}

/** A JSON Pointer as the fragment of a URI (RFC 6901 §6). */
const pointerTo = (names: readonly string[]): string =>
  names
    .map((name) => `/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    .join('');
