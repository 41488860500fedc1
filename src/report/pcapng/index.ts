/**
 * A run as a capture that Wireshark opens: what was delivered, as TCP over IPv4, in a pcapng file
 * (draft-ietf-opsawg-pcapng-06), with the story as comments beside the packets.
 *
 * @module
 */
import type { Exporter } from '../exporter.ts';
import { Addresses } from './addresses.ts';
import { SecretsFirst } from './secrets-first.ts';
import { Section } from './section.ts';

/** Makes the exporter of one file. Every scenario is a section of it. */
export function pcapngReport(): Exporter<string | Uint8Array> {
  const addresses = new Addresses();
  const secrets = new SecretsFirst();
  let section: Section | undefined;
  return {
    take(event) {
      if (event.type !== 'scenario') {
        return Buffer.concat(secrets.take(event, section?.take(event) ?? []));
      }
      const before = [...secrets.release(), ...(section?.end() ?? [])];
      section = new Section(event, addresses);
      return Buffer.concat([...before, ...section.begin('apilab')]);
    },
    end() {
      const rest = Buffer.concat([...secrets.release(), ...(section?.end() ?? [])]);
      section = undefined;
      return rest;
    },
  };
}
