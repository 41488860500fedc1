/** The name under which a client saves a download: `filename*` before `filename` (RFC 6266 §4.3); nothing if there is none. */
export function savedName(disposition: string | null): string | undefined {
  const parameters = new Map<string, string>();
  const parameter =
    /[ \t]*;[ \t]*([\w*-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))[ \t]*(?=;|$)/gy;
  parameter.lastIndex = /^[^;]*/.exec(disposition ?? '')?.[0].trimEnd().length ?? 0;
  for (const [, name = '', quoted, token] of (disposition ?? '').matchAll(parameter)) {
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? token ?? '');
  }
  return decoded(parameters.get('filename*')) ?? parameters.get('filename');
}

/** `UTF-8''...` (RFC 8187 §3.2.1), decoded. */
function decoded(value: string | undefined): string | undefined {
  const [, encoded] = /^UTF-8'[^']*'(.*)$/i.exec(value ?? '') ?? [];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
