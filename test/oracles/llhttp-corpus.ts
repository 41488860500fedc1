import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A part of a message as llhttp reports it: `[start, end)` in bytes. */
export interface Span {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** One case of llhttp's own tests. */
export interface LlhttpCase {
  /** File, headings and, where they repeat, a number: `request/uri: Space in URI`. */
  readonly name: string;
  /** How llhttp was set up, such as `request` or `response-lenient-all`. */
  readonly type: string;
  /** True where llhttp was told that the messages have no body. */
  readonly skipBody: boolean;
  readonly bytes: Buffer;
  readonly spans: readonly Span[];
  readonly error?: { readonly code: number; readonly offset: number };
}

/** Reads every case of llhttp's corpus from its Markdown files. */
export function llhttpCases(folder: string): readonly LlhttpCase[] {
  const cases = ['request', 'response'].flatMap((side) =>
    readdirSync(join(folder, side))
      .filter((file) => file.endsWith('.md'))
      .sort()
      .flatMap((file) => casesOf(join(folder, side, file), `${side}/${file.slice(0, -3)}`)),
  );
  const seen = new Map<string, number>();
  return cases.map((one) => {
    const count = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, count);
    return count === 1 ? one : { ...one, name: `${one.name} #${count}` };
  });
}

const CASE =
  /^<!-- *meta=(?<meta>\{[^}]*\}) *-->\s*```http\n(?<http>.*?)```.*?```log\n(?<log>.*?)```/gms;

function casesOf(path: string, file: string): LlhttpCase[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(CASE)].map((found) => {
    const { meta = '{}', http = '', log = '' } = found.groups ?? {};
    const headings = text.slice(0, found.index).match(/^#+ .*$/gm) ?? [];
    const settings: { type: string; skipBody?: boolean } = JSON.parse(meta);
    return {
      name: `${file}: ${(headings.at(-1) ?? '').replace(/^#+ /, '')}`,
      type: settings.type,
      skipBody: settings.skipBody ?? false,
      bytes: bytesOf(http),
      ...readLog(log),
    };
  });
}

/** Undoes what the corpus does to bytes so that they fit into Markdown. */
function bytesOf(block: string): Buffer {
  const escapes: Record<string, string> = { r: '\r', n: '\n', t: '\t', f: '\f' };
  const text = block
    .replace(/\n$/, '')
    .replace(/\\\n/g, '')
    .replace(/\n/g, '\r\n')
    .replace(/\\([rntf])/g, (_, letter: string) => escapes[letter] ?? '')
    .replace(/\\x([0-9a-fA-F]+)/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .replace(/\\([0-7]{1,3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
  return Buffer.from(text, 'utf8');
}

function readLog(log: string): Pick<LlhttpCase, 'spans' | 'error'> {
  const spans: Span[] = [];
  let error: LlhttpCase['error'];
  for (const line of log.split('\n')) {
    const span = /^off=(\d+) len=(\d+) span\[(\w+)\]=/.exec(line);
    if (span !== null) {
      const start = Number(span[1]);
      spans.push({ name: span[3] ?? '', start, end: start + Number(span[2]) });
    }
    const failure = /^off=(\d+) error code=(\d+)/.exec(line);
    if (failure !== null) error = { offset: Number(failure[1]), code: Number(failure[2]) };
  }
  return { spans, ...(error && { error }) };
}
