import { Refused } from './refused.ts';

/** What the head of a part says (RFC 7578 §4.2, §4.4). */
export interface Head {
  /** The field of the form that it is. */
  readonly name: string;
  /** Set if it is a file: what its sender calls it. Not to be believed. */
  readonly fileName?: string;
  /** The media type that its sender gives it, in lower case. Not to be believed. */
  readonly type?: string;
}

/**
 * Reads the head of a part, whose names are UTF-8.
 *
 * @throws Refused if it does not say which field it is
 */
export function readHead(bytes: Uint8Array): Head {
  const fields = new Map<string, string>();
  for (const line of decode(bytes).split('\r\n')) {
    const [, name, value] = /^([^\s:]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      if (line === '') continue;
      throw new Refused(400, 'A line in the head of a part is no field');
    }
    if (fields.has(name.toLowerCase())) throw new Refused(400, `A part has two ${name}`);
    fields.set(name.toLowerCase(), value.trimEnd());
  }
  const parameters = parametersOf(fields.get('content-disposition') ?? '');
  const name = parameters?.get('name');
  if (name === undefined) throw new Refused(400, 'A part does not say which field it is');
  // `filename*` must not be used in a form (RFC 7578 §4.2). Some clients send it all the same: it counts for nothing.
  const fileName = parameters?.get('filename');
  const type = fields.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  return {
    name,
    ...(fileName === undefined ? {} : { fileName }),
    ...(type === undefined ? {} : { type }),
  };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused(400, 'The head of a part is not UTF-8');
  }
}

// A backslash before a quote hides it, unless no other quote closes the value: then it ends the name.
const PARAMETER = /[ \t]*;[ \t]*([a-z*]+)=(?:"((?:[^"\\]|\\"|\\)*)"|([^\s;"]+))/iy;

/** The parameters of `form-data`; nothing if it is something else, or if anything is odd about them. */
function parametersOf(disposition: string): ReadonlyMap<string, string> | undefined {
  const kind = /^form-data/i.exec(disposition)?.[0];
  if (kind === undefined) return undefined;
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = kind.length;
  while (PARAMETER.lastIndex < disposition.length) {
    const [, name = '', quoted, token] = PARAMETER.exec(disposition) ?? [];
    const key = name.toLowerCase();
    // Two names are one too many.
    if (name === '' || parameters.has(key)) return undefined;
    parameters.set(key, unescaped(quoted?.replaceAll('\\"', '"') ?? token ?? ''));
  }
  return parameters;
}

/** Browsers send these three as if they were percent-encoded, and nothing else (HTML Standard, Multipart form data). */
const unescaped = (value: string) =>
  value.replace(/%(22|0D|0A)/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
