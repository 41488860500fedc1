import type { Client, ClientOptions } from '../../parts/asking.ts';
import { openClient } from '../../parts/client.ts';

/** A connection for each request, closed when its answer has been read. */
export async function connectionEach(options: ClientOptions): Promise<Client> {
  return {
    protocol: 'h2',
    async ask(path) {
      const client = await openClient(options);
      const answer = await client.ask(path);
      answer.body.once('close', () => client.close());
      return answer;
    },
    close() {},
  };
}
