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

/** `apilab serve <group|scenario>`: its servers behind the tap, for anyone who connects. */
export async function serve(
  word: string | undefined,
  options: LiveOptions,
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
  await goLive(
    {
      session: (emit) => serverSession(entry, definition, { seed: options.seed, emit }),
      place: async (session) => ({
        ...(await startServers(definition, session, options.host)),
        listen: { host: options.host, port: options.port },
        faults,
      }),
      welcome: (tap) => welcome(definition, tap),
    },
    options,
    asking,
    stop,
  );
}

function welcome(definition: ServerDefinition, tap: Tap): readonly string[] {
  const { url } = tap;
  const pages = [
    ...(definition.page ? [`  # a page for a browser\n  ${url}/`] : []),
    ...(definition.openapi ? [`  # the API, described with OpenAPI\n  ${url}/docs`] : []),
  ];
  const attempts = definition
    .tryIt({ url, authority: url.slice('http://'.length) })
    .map(({ about, command }) => `  # ${about}\n  ${command}`);
  return [`${definition.title} on ${url}`, '', ...attempts, ...pages, ''];
}
