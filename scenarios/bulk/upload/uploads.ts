import { atMost } from './body.ts';
import type { Disk } from './disk.ts';
import { nameForPeople } from './file-name.ts';
import { type TypeOf, typeByContent, withBeginning } from './media-type.ts';
import type { Part } from './multipart.ts';
import { Refused } from './refused.ts';

/** A file that somebody sent. */
export interface StoredFile {
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  /** Where it lies. */
  readonly path: string;
}

/** Where a file is to lie in the folder for files that were sent. */
export type PathOf = (
  folder: string,
  file: { readonly id: string; readonly sent: string },
) => string;

/** Under a name that nobody sent. */
export const underItsId: PathOf = (folder, { id }) => `${folder}/${id}`;

/** Files, one at a time: on the disk first, and for others to see once they are listed. */
export interface Files {
  write(part: Part): Promise<StoredFile>;
  list(file: StoredFile): void;
  remove(file: StoredFile): Promise<void>;
}

/** Takes the files of a form. */
export type TakeAll = (parts: AsyncIterable<Part>, files: Files) => Promise<readonly StoredFile[]>;

/** All files of a form, or none if one is refused or does not come whole. */
export const allOrNone: TakeAll = async (parts, { write, list, remove }) => {
  const written: StoredFile[] = [];
  try {
    for await (const part of parts) {
      if (part.fileName !== undefined) written.push(await write(part));
    }
  } catch (error) {
    await Promise.all(written.map(remove));
    throw error;
  }
  for (const file of written) list(file);
  return written;
};

export interface UploadsOptions {
  readonly disk: Disk;
  /** Where files lie that were sent, and nothing else does. */
  readonly folder: string;
  /** An id that nobody can guess. */
  readonly newId: () => string;
  /** The most bytes of a file. */
  readonly limitBytes: number;
  readonly pathOf?: PathOf;
  readonly typeOf?: TypeOf;
  readonly takeAll?: TakeAll;
}

/** Files that strangers send. */
export function uploads(options: UploadsOptions) {
  const { disk, folder, newId, limitBytes } = options;
  const { pathOf = underItsId, typeOf = typeByContent, takeAll = allOrNone } = options;
  const files = new Map<string, StoredFile>();

  async function write({ fileName = '', type: sent, content }: Part): Promise<StoredFile> {
    const id = newId();
    const file = await withBeginning(atMost(content, limitBytes));
    const type = typeOf(file.beginning, sent);
    if (type === undefined) throw new Refused(415, 'This is no file of a kind that is taken');
    const path = pathOf(folder, { id, sent: fileName });
    let bytes = 0;
    await disk.write(
      path,
      counted(file.content, (count) => (bytes += count)),
    );
    return { id, name: nameForPeople(fileName), type, bytes, path };
  }

  return {
    limitBytes,
    find: (id: string) => files.get(id),
    all: (): readonly StoredFile[] => [...files.values()],
    read: ({ path }: StoredFile) => disk.read(path),
    /** @throws Refused if they are not taken; nothing is stored then */
    take: (parts: AsyncIterable<Part>) =>
      takeAll(parts, {
        write,
        list: (file) => void files.set(file.id, file),
        remove: ({ path }) => disk.remove(path),
      }),
    /** Puts another content in place of a file's. @throws Refused if it is not taken; the file stays as it was */
    async replace(file: StoredFile, content: AsyncIterable<Uint8Array>, type?: string) {
      const part = { name: '', fileName: file.name, ...(type && { type }), content };
      const next = await write(part);
      // Somebody else may have replaced it meanwhile: what goes is what is listed now.
      const { path } = files.get(file.id) ?? file;
      files.set(file.id, { ...next, id: file.id });
      if (path !== next.path) await disk.remove(path);
    },
  };
}

export type Uploads = ReturnType<typeof uploads>;

async function* counted(pieces: AsyncIterable<Uint8Array>, onBytes: (count: number) => void) {
  for await (const piece of pieces) {
    onBytes(piece.byteLength);
    yield piece;
  }
}
