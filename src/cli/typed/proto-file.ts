import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { protoTypesOf } from '../../lab/party/proto-types.ts';
import type { ProtoTypes } from '../../wire/protobuf/types.ts';
import { SurroundingsError, UsageError } from '../ending/exit.ts';

/**
 * Reads a `.proto` file with what it imports.
 *
 * @param roots folders that imports are looked up in, beside the file's own
 * @throws SurroundingsError if it cannot be read, UsageError if it cannot be understood.
 */
export async function protoFile(path: string, roots: readonly string[] = []): Promise<ProtoTypes> {
  await access(path).catch((cause: unknown) => {
    throw new SurroundingsError(`there is no file ${path}`, { cause });
  });
  const { load } = await import('@grpc/proto-loader');
  try {
    const includeDirs = [...roots, dirname(path)].map((folder) => resolve(folder));
    return protoTypesOf(await load(resolve(path), { keepCase: true, includeDirs }));
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    const missing = /ENOENT.* open '([^']+\.proto)'/.exec(why)?.[1];
    if (missing !== undefined) {
      throw new UsageError(
        `${path} imports ${missing}, which is not there; name the folder that imports begin in with --proto-path`,
        { cause: error },
      );
    }
    throw new UsageError(`${path} is no .proto file: ${why}`, { cause: error });
  }
}
