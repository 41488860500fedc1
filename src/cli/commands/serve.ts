import { loadServer, servedGroups } from '../../lab/catalogue/servers.ts';
import { groupSession, startGroup } from '../../lab/live/group-session.ts';
import type { ServerDefinition } from '../../lab/live/server.ts';
import type { Tap } from '../../tap/index.ts';
import type { Asking } from '../screen/can-ask.ts';
import { UsageError } from '../ending/exit.ts';
import { goLive, type LiveOptions } from '../live/live.ts';
import { suggestion } from '../finding/nearest.ts';
import type { Stop } from '../ending/signals.ts';
import { typedFault } from '../typed/typed-fault.ts';

/** `apilab serve <group>`: a group's servers behind the tap, for whoever connects. */
export async function serve(
  group: string | undefined,
  options: LiveOptions,
  look: Asking,
  stop: Stop,
): Promise<void> {
  const groups = await servedGroups();
  if (group === undefined) {
    throw new UsageError(`name a group to serve; there are: ${groups.join(', ')}`);
  }
  if (!groups.includes(group)) {
    throw new UsageError(`'${group}' cannot be served${suggestion(group, groups)}`);
  }
  const faults = options.fault.map(typedFault);
  const definition = await loadServer(group);
  await goLive(
    {
      session: (emit) => groupSession(definition, { seed: options.seed, emit }),
      place: async (session) => ({
        ...(await startGroup(definition, session)),
        listen: { host: options.host, port: options.port },
        faults,
      }),
      welcome: (tap) => welcome(definition, tap),
    },
    options,
    look,
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
