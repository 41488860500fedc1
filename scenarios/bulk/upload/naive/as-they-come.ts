import type { StoredFile, TakeAll } from '../uploads.ts';

/** Each file of a form is there as soon as it has come. */
export const asTheyCome: TakeAll = async (parts, { write, list }) => {
  const taken: StoredFile[] = [];
  for await (const part of parts) {
    if (part.fileName === undefined) continue;
    const file = await write(part);
    list(file);
    taken.push(file);
  }
  return taken;
};
