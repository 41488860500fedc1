import { readGroups } from '../../content/groups.ts';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { loadServer, servedAs, servedWords } from '../../lab/catalogue/servers.ts';
import type { ServerDefinition } from '../../lab/live/server.ts';
import { serverSession, startServers } from '../../lab/live/server-session.ts';
import type { Tap } from '../../tap/index.ts';
import { UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { groupCalled } from '../finding/meant-group.ts';
import { suggestion } from '../finding/nearest.ts';
import { goLive, type LiveOptions } from '../live/live.ts';
import type { Asking } from '../screen/can-ask.ts';
import { typedFault } from '../typed/typed-fault.ts';

export interface ServeOptions extends LiveOptions {
  /** Speak TLS, with a certificate of the session's own authority. */
  readonly tls?: boolean;
}

/** `apilab serve <group|scenario>`: its servers behind the tap, for anyone who connects. */
export async function serve(
  word: string | undefined,
  options: ServeOptions,
  asking: Asking,
  stop: Stop,
): Promise<void> {
  const catalogue = await readCatalogue({ drafts: true });
  const finished = catalogue.filter(({ draft }) => !draft);
  const words = servedWords(finished);
  if (word === undefined) {
    throw new UsageError(`name a group or a scenario to serve; there are: ${words.join(', ')}`);
  }
  const group = groupCalled(word, await readGroups());
  const entry =
    servedAs(group?.id ?? word, finished, group?.serve) ??
    catalogue.find(({ id, isServed }) => isServed && id === word);
  if (entry === undefined) {
    throw new UsageError(`'${word}' cannot be served${suggestion(word, words)}`);
  }
  const faults = options.fault.map(typedFault);
  const definition = await loadServer(entry);
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
      welcome: (tap) => welcome(definition, tap, caFile),
    },
    options,
    asking,
    stop,
  );
}

function welcome(
  definition: ServerDefinition,
  tap: Tap,
  caFile: string | undefined,
): readonly string[] {
  const url = caFile === undefined ? tap.url : tap.url.replace(/^http:/, 'https:');
  const authority = url.replace(/^https?:\/\//, '');
  const pages = [
    ...(definition.page ? [`  # a page for a browser\n  ${url}/`] : []),
    ...(definition.openapi ? [`  # the API, described with OpenAPI\n  ${url}/docs`] : []),
  ];
  const attempts = definition
    .tryIt({ url, authority })
    .map(({ about, command }) => `  # ${about}\n  ${overTls(command, authority, caFile)}`);
  const trust =
    caFile === undefined
      ? []
      : [`Clients trust it with the certificate in ${caFile}; what crosses is read inside TLS.`];
  return [`${definition.title} on ${url}`, ...trust, '', ...attempts, ...pages, ''];
}

/** A command that trusts the session's authority, as the program in it wants to be told. */
export function overTls(command: string, authority: string, caFile: string | undefined): string {
  if (caFile === undefined) return command;
  const file = /^[\w./-]+$/.test(caFile) ? caFile : `'${caFile.replaceAll("'", `'\\''`)}'`;
  return command
    .replaceAll(`ws://${authority}`, `wss://${authority}`)
    .replaceAll(' -plaintext ', ` -cacert ${file} `)
    .replace(/\bcurl /g, `curl --cacert ${file} `)
    .replace(/\bwscat /g, `wscat --ca ${file} `);
}
