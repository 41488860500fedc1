import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';
import { loadNaiveServers, loadServer } from '../../lab/catalogue/servers.ts';
import type { ServerDefinition } from '../../lab/live/server.ts';
import { serverSession, startServers } from '../../lab/live/server-session.ts';
import { shellLines } from '../../learn/shell-lines.ts';
import type { Tap } from '../../tap/index.ts';
import { shellWord } from '../../text/shell-word.ts';
import { wrap } from '../../text/wrap.ts';
import { UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { meantServers } from '../finding/meant-servers.ts';
import { suggestion } from '../finding/nearest.ts';
import { goLive, type LiveOptions } from '../live/live.ts';
import { isFile } from '../own-scenario/user-scenario.ts';
import type { Asking } from '../screen/can-ask.ts';
import { screen } from '../screen/terminal.ts';
import { typedFault } from '../typed/typed-fault.ts';

export interface ServeOptions extends LiveOptions {
  /** A naive variant whose servers are wanted; the correct ones by default. */
  readonly variant?: string;
  /** Speak TLS, with a certificate of the session's own authority. */
  readonly tls?: boolean;
}

/** Servers that were found, and what they are called. */
interface Found {
  readonly entry: Pick<CatalogueEntry, 'id' | 'group'>;
  readonly definition: ServerDefinition;
  /** What the variant does, if it is a naive one. */
  readonly about?: string;
}

/** `apilab serve <group|scenario|file>`: its servers behind the tap, for anyone who connects. */
export async function serve(
  word: string | undefined,
  options: ServeOptions,
  asking: Asking,
  stop: Stop,
): Promise<void> {
  const faults = options.fault.map(typedFault);
  const { entry, definition, about } =
    word !== undefined && isFile(word)
      ? await ownServers(word, options, stop)
      : await serversOf(word, options);
  let caFile: string | undefined;
  await goLive(
    {
      session: (emit) => serverSession(entry, definition, { seed: options.seed, emit }),
      place: async (session) => {
        const { caFile: file, ...started } = await startServers(
          definition,
          session,
          options.host,
          options.tls,
        );
        caFile = file;
        const listen = { host: options.host, port: options.port };
        return { ...started, listen, faults };
      },
      welcome: (tap) => welcome({ definition, about, tap, caFile, width: screen(asking).width }),
    },
    options,
    asking,
    stop,
  );
}

/** @throws UsageError if the word means no servers, or they have no such variant */
async function serversOf(word: string | undefined, { variant }: ServeOptions): Promise<Found> {
  const entry = await meantServers(word);
  const definition = await loadServer(entry);
  const played = variant === undefined ? undefined : entry.variants[variant];
  if (variant === undefined || played?.kind === 'correct') return { entry, definition };
  const naive = await loadNaiveServers(entry);
  const start = Object.hasOwn(naive, variant) ? naive[variant] : undefined;
  if (start === undefined) {
    const names = Object.keys(naive);
    const what =
      played === undefined
        ? `has no variant '${variant}'`
        : `'${variant}' is about more than its server`;
    const there =
      names.length > 0
        ? suggestion(variant, names, names)
        : '; only its correct servers can be started';
    throw new UsageError(`${entry.id} ${what}${there}`);
  }
  const told = played?.about ?? '';
  const { title } = definition;
  return {
    entry,
    definition: { ...definition, title: `${title}, ${variant}`, start },
    about: told,
  };
}

/** @throws UsageError if a variant is asked for: a file of one's own has one way to be served. */
async function ownServers(file: string, { variant }: ServeOptions, stop: Stop): Promise<Found> {
  if (variant !== undefined)
    throw new UsageError(`--variant goes with servers of the house, not with ${file}`);
  const { loadUserServer } = await import('../own-scenario/user-server.ts');
  const { id, definition } = await loadUserServer(file, stop);
  return { entry: { id, group: 'mine' }, definition };
}

/** What is to be told of servers that are up. */
interface Up {
  readonly definition: ServerDefinition;
  readonly about: string | undefined;
  readonly tap: Tap;
  readonly caFile: string | undefined;
  readonly width: number;
}

function welcome({ definition, about, tap, caFile, width }: Up): readonly string[] {
  const url = caFile === undefined ? tap.url : tap.url.replace(/^http:/, 'https:');
  const authority = url.replace(/^https?:\/\//, '');
  const pages = [
    ...(definition.page ? [`  # a page for a browser\n  ${url}/`] : []),
    ...(definition.openapi ? [`  # the API, described with OpenAPI\n  ${url}/docs`] : []),
  ];
  const tried = definition.tryIt({ url, authority });
  const tools = CLIENTS.filter(([name]) => tried.some(({ command }) => command.startsWith(name)));
  const attempts = tried.flatMap(({ about: shows, command }) => [
    `  # ${shows}`,
    ...pastable(overTls(command, authority, caFile), width),
  ]);
  const naive = about === undefined ? [] : wrap(`Naive: ${about}`, width);
  const trust =
    caFile === undefined
      ? []
      : [`Clients trust it with the certificate in ${caFile}; what crosses is read inside TLS.`];
  const got = tools.map(([name, origin]) => `${name} with ${origin}`).join('; ');
  const whence = got === '' ? [] : wrap(`Get ${got}.`, width);
  return [`Listening on ${url}`, ...naive, ...trust, '', ...attempts, ...pages, '', ...whence];
}

/** Clients that few have, as commands begin with them, and what they are got with. */
const CLIENTS: readonly (readonly [name: string, origin: string])[] = [
  ['wscat', 'npm install -g wscat'],
  ['python3 -m websockets', 'pip install websockets'],
  ['grpcurl', 'brew install grpcurl, or from github.com/fullstorydev/grpcurl'],
  ['nghttp', 'apt install nghttp2-client, or brew install nghttp2'],
];

/** A command in lines that fit a terminal, each of which can be pasted; elsewhere as it is. */
function pastable(command: string, width: number): readonly string[] {
  if (process.stderr.isTTY !== true) return command.split('\n').map((line) => `  ${line}`);
  return command.split('\n').flatMap((each) => {
    // What is typed into a client is no shell's: a terminal wraps it, and copies it whole.
    if (/^[{[]/.test(each)) return each.length + 2 > width ? [each] : [`  ${each}`];
    const { lines, mayIndent } = shellLines(each, width - 2);
    return mayIndent ? lines.map((line) => `  ${line}`) : lines;
  });
}

/** A command that trusts the session's authority, as the program in it wants to be told. */
export function overTls(command: string, authority: string, caFile: string | undefined): string {
  if (caFile === undefined) return command;
  const file = shellWord(caFile);
  return command
    .replaceAll(`ws://${authority}`, `wss://${authority}`)
    .replaceAll(' -plaintext ', ` -cacert ${file} `)
    .replace(/\bcurl /g, `curl --cacert ${file} `)
    .replace(/\bwscat /g, `wscat --ca ${file} `);
}
