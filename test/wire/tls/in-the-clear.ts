import { expect } from 'vitest';
import { dissectConnection, plaintextOf } from '../../../src/wire/index.ts';
import type { Message } from '../../../src/wire/types.ts';

/** Messages inside TLS that are no handshake: what the application said. */
export function applicationData(messages: readonly Message[]): readonly Message[] {
  return messages.filter(({ inside, kind }) => inside !== undefined && kind !== 'tls-content');
}

/** Proves that what was read inside TLS is what is read of the same bytes in the clear. */
export function expectAsInTheClear(
  messages: readonly { readonly message: Message; readonly plaintext?: Uint8Array | undefined }[],
): void {
  const clear = dissectConnection();
  const read: Message[] = [];
  for (const { message, plaintext } of messages) {
    const bytes = plaintext ?? plaintextOf(message);
    expect(bytes?.length).toBe((message.inside?.end ?? 0) - (message.inside?.start ?? 0));
    read.push(...clear.push(message.direction, bytes ?? new Uint8Array(0)));
  }
  expect(messages.map(({ message }) => asInTheClear(message))).toEqual(read);
}

function asInTheClear({ inside, ...message }: Message): Message {
  const layers = message.layers.map((layer) =>
    layer.space === 'plaintext' ? { ...layer, space: 'wire' as const } : layer,
  );
  return { ...message, start: inside?.start ?? 0, end: inside?.end ?? 0, layers };
}
