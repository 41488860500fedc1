import { cite } from '../../knowledge/citation.ts';
import type { CatalogueEntry } from '../catalogue/catalogue.ts';
import { LOOPBACK, startServer } from '../party/serve.ts';
import type { TranscriptEvent } from '../record/transcript.ts';
import { withFront } from './front.ts';
import { guardFor } from './guard.ts';
import { type LiveSession, liveSession, type TapPlace } from './live-session.ts';
import { secured } from './secured.ts';
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

/** How a tap stands before servers. */
export interface StartedServers
  extends Pick<TapPlace, 'server' | 'upstream' | 'protoTypes' | 'keyLog'> {
  /** If they speak TLS: the file with the certificate that clients are to trust. */
  readonly caFile?: string;
}

/** Starts the servers within a session, which closes them, and says how a tap stands before them. */
export async function startServers(
  definition: ServerDefinition,
  { lab }: LiveSession,
  host = LOOPBACK,
  tls = definition.tls ?? false,
): Promise<StartedServers> {
  const { party = 'api', protoTypes } = definition;
  const recipe = withFront(definition, await definition.start(lab));
  const { port } = lab.use(await startServer(recipe, { guard: guardFor(host) }));
  const plain = { host: LOOPBACK, port };
  const { protocol = protoTypes === undefined ? 'http/1.1' : 'h2' } = definition;
  const secure = tls ? await secured(plain, { party, host, protocol }, lab) : undefined;
  return {
    server: party,
    upstream: { host: LOOPBACK, port: secure?.port ?? port },
    ...(protoTypes && { protoTypes }),
    ...(secure && { keyLog: secure.keyLog, caFile: secure.caFile }),
  };
}
