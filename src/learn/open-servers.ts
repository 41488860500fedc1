import { readGroups } from '../content/groups.ts';
import { readCatalogue } from '../lab/catalogue/catalogue.ts';
import { loadServer, servedAs } from '../lab/catalogue/servers.ts';
import type { ServerDefinition } from '../lab/live/server.ts';
import { serverSession, startServers } from '../lab/live/server-session.ts';
import { LOOPBACK } from '../lab/party/serve.ts';
import type { TranscriptEvent } from '../lab/record/transcript.ts';
import { TapError } from '../tap/index.ts';

/** Where `apilab serve` listens too, so that a command of the lesson is good for both. */
export const USUAL_PORT = 8000;

/** Servers that run behind the tap until they are closed. */
export interface OpenServers {
  readonly definition: ServerDefinition;
  /** `http://127.0.0.1:8000`, no slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the servers of a group or scenario behind the tap, as `apilab serve` does, on the usual port or, if that is
 * taken, on a free one. The traffic goes to `emit`.
 */
export async function openServers(
  word: string,
  emit: (event: TranscriptEvent) => void,
): Promise<OpenServers> {
  const group = (await readGroups()).find(({ id }) => id === word);
  const entry = servedAs(word, await readCatalogue({ drafts: true }), group?.serve);
  if (entry === undefined) throw new RangeError(`there are no servers of '${word}'`);
  const definition = await loadServer(entry);
  const session = serverSession(entry, definition, { seed: 1, emit });
  try {
    const place = await startServers(definition, session);
    const openAt = (port: number) =>
      session.open({ ...place, listen: { host: LOOPBACK, port }, faults: [] });
    const tap = await openAt(USUAL_PORT).catch((error: unknown) => {
      if (error instanceof TapError) return openAt(0);
      throw error;
    });
    return {
      definition,
      url: tap.url,
      close: async () => void (await session.close()),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}
