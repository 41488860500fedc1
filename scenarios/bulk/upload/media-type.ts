/** What kind of file it is, by its first bytes and by what its sender says; nothing if it is none that is taken. */
export type TypeOf = (beginning: Uint8Array, sent: string | undefined) => string | undefined;

/** How files begin that are taken. */
const SIGNATURES: readonly (readonly [type: string, beginning: string])[] = [
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF87a'],
  ['image/gif', 'GIF89a'],
  ['application/pdf', '%PDF-'],
];

/** How many bytes tell. */
const ENOUGH = Math.max(...SIGNATURES.map(([, beginning]) => beginning.length));

/**
 * The type by the file's own bytes, and by nothing that its sender says. They tell how it begins and no more: it
 * may be something else as well, so that it is still to be sent as `attachment`, with `nosniff`.
 */
export const typeByContent: TypeOf = (beginning) => {
  const text = Buffer.from(beginning).toString('latin1');
  return SIGNATURES.find(([, signature]) => text.startsWith(signature))?.[0];
};

/** The first bytes of a content, and all of it: enough to tell its type before any of it is stored. */
export async function withBeginning(content: AsyncIterable<Uint8Array>) {
  const source = content[Symbol.asyncIterator]();
  let beginning = Buffer.alloc(0);
  while (beginning.length < ENOUGH) {
    const { done, value } = await source.next();
    if (done) break;
    beginning = Buffer.concat([beginning, value]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    if (beginning.length > 0) yield beginning;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  }
  return { beginning: beginning.subarray(0, ENOUGH), content: all() };
}
