import type { Reading } from '../files-api.ts';
import { Refused } from '../refused.ts';

/** As frameworks offer it: the whole form, or the whole file, is read before anything is done with it. */
export const inMemory: Reading = {
  async *parts(request) {
    const form = await request.formData().catch(() => {
      throw new Refused(400, 'The form breaks off');
    });
    for (const [name, value] of form) {
      if (typeof value === 'string') yield { name, content: whole(Buffer.from(value)) };
      else {
        const content = whole(new Uint8Array(await value.arrayBuffer()));
        yield { name, fileName: value.name, type: value.type, content };
      }
    }
  },
  async *pieces(request) {
    const content = await request.arrayBuffer().catch(() => {
      throw new Refused(400, 'The content breaks off');
    });
    yield new Uint8Array(content);
  },
};

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
