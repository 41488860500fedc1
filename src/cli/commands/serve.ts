import { loadServer, servedGroups } from '../../lab/live-catalogue.ts';
import { withFront } from '../../lab/live-front.ts';
import type { ServerDefinition } from '../../lab/live-server.ts';
import { liveSession } from '../../lab/live-session.ts';
import { LOOPBACK, startServer } from '../../lab/serve.ts';
import type { Tap } from '../../tap/index.ts';
import { UsageError } from '../exit.ts';
import { goLive, type LiveOptions } from '../live.ts';
import { suggestion } from '../nearest.ts';
import type { Stop } from '../signals.ts';
import { typedFault } from '../typed-fault.ts';

/** `apilab serve <group>`: a group's servers behind the tap, for whoever connects. */
export async function serve(
  group: string | undefined,
  options: LiveOptions,
  look: { readonly color?: boolean },
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
  const { title, about, standard, focus = [], party = 'api', protoTypes } = definition;
  const session = { id: `serve-${group}`, group, title, claim: about, standard, focus };
  await goLive(
    {
      session: (emit) => liveSession(session, { seed: options.seed, emit }),
      async place({ lab }) {
        const recipe = withFront(definition, await definition.start(lab));
        const server = lab.use(await startServer(recipe));
        return {
          server: party,
          upstream: { host: LOOPBACK, port: server.port },
          listen: { host: options.host, port: options.port },
          faults,
          ...(protoTypes && { protoTypes }),
        };
      },
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
