import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { loadServer } from '../../lab/catalogue/servers.ts';
import type { Signer } from '../../lab/live/server.ts';
import { shellQuoted, shellWord } from '../../text/shell-word.ts';
import { cannotRead, UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { meantServers } from '../finding/meant-servers.ts';
import { print } from '../output/print.ts';
import { isFile } from '../own-scenario/user-scenario.ts';
import type { Moment } from '../typed/moment.ts';

export interface SignOptions {
  /** What is sent; the signer's own by default. */
  readonly body?: string;
  /** A file that holds it. */
  readonly file?: string;
  readonly secret?: string;
  /** When it is signed; now by default. */
  readonly at?: Moment;
  /** A new one by default. */
  readonly id?: string;
  /** Where the servers run; a path in it replaces the signer's. */
  readonly url: URL;
}

/** `apilab sign <group|scenario|file>`: a signed request as a command for curl, to be read, pasted or piped. */
export async function sign(word: string, options: SignOptions, stop: Stop): Promise<void> {
  const signer = await signerOf(word, stop).finally(() => stop.release());
  const body = options.file === undefined ? undefined : await bytesOf(options.file);
  const text = options.body ?? signer.body;
  const content = body ?? new TextEncoder().encode(text);
  const fields = signed(signer, options, content);
  const { url } = options;
  const target = url.pathname === '/' ? new URL(signer.path, url).href : url.href;
  const data =
    options.file === undefined
      ? `--data-raw ${shellQuoted(text)}`
      : `--data-binary ${shellQuoted(`@${options.file}`)}`;
  const lines = [
    `curl -i ${shellWord(target)}`,
    `-H 'content-type: ${isJson(content) ? 'application/json' : 'application/octet-stream'}'`,
    ...Object.entries(fields).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    data,
  ];
  print(`${lines.join(' \\\n  ')}\n`);
}

/** @throws UsageError if the secret or the id is none. */
function signed(signer: Signer, { secret, at, id }: SignOptions, body: Uint8Array) {
  const now = new Date();
  try {
    return signer.fields({
      id: id ?? `msg_${randomBytes(6).toString('hex')}`,
      at: at?.(now) ?? now,
      body,
      secret: secret ?? signer.secret,
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`this cannot be signed: ${error.message}`, { cause: error });
  }
}

/** @throws UsageError if nothing there takes signed requests */
async function signerOf(word: string, stop: Stop): Promise<Signer> {
  const servers = isFile(word)
    ? await (await import('../own-scenario/user-server.ts')).loadUserServer(word, stop)
    : await meantServers(word).then(async (entry) => ({
        id: entry.id,
        definition: await loadServer(entry),
      }));
  const { sign: signer } = servers.definition;
  if (signer !== undefined) return signer;
  const there = await signedIds();
  throw new UsageError(`${servers.id} takes no signed requests; these do: ${there.join(', ')}`);
}

async function signedIds(): Promise<readonly string[]> {
  const served = (await readCatalogue()).filter(({ isServed }) => isServed);
  const definitions = await Promise.all(served.map(loadServer));
  return served.filter((_, at) => definitions[at]?.sign !== undefined).map(({ id }) => id);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: unknown) => {
    throw cannotRead(file, error);
  });
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
