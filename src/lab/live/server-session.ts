import { cite } from '../../knowledge/citation.ts';
import type { CatalogueEntry } from '../catalogue/catalogue.ts';
import { LOOPBACK, startServer } from '../party/serve.ts';
import type { TranscriptEvent } from '../record/transcript.ts';
import { withFront } from './front.ts';
import { guardFor } from './guard.ts';
import { type LiveSession, liveSession, type TapPlace } from './live-session.ts';
import type { ServerDefinition } from './server.ts';

/** Makes the session of a scenario's servers; its transcript goes to `emit`. */
export function serverSession(
  { id, group }: Pick<CatalogueEntry, 'id' | 'group'>,
  { title, about, standard = [], focus = [] }: ServerDefinition,
  options: { readonly seed: number; readonly emit: (event: TranscriptEvent) => void },
): LiveSession {
  const cited = typeof standard === 'string' ? [standard] : standard;
  return liveSession(
    {
      id: `serve-${id}`,
      group,
      title,
      claim: about,
      standard: cited.map(cite).join('; ') || 'no standard',
      focus,
    },
    options,
  );
}

/** Starts the servers within a session, which closes them, and says how a tap stands before them. */
export async function startServers(
  definition: ServerDefinition,
  { lab }: LiveSession,
  host = LOOPBACK,
): Promise<Pick<TapPlace, 'server' | 'upstream' | 'protoTypes'>> {
  const { party = 'api', protoTypes } = definition;
  const recipe = withFront(definition, await definition.start(lab));
  const { port } = lab.use(await startServer(recipe, { guard: guardFor(host) }));
  return {
    server: party,
    upstream: { host: LOOPBACK, port },
    ...(protoTypes && { protoTypes }),
  };
}
