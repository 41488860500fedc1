import type { PartyName } from '../../tap/events.ts';

/** How many addresses 127.0.0.0/8 has for parties: all but the network's own and the broadcast. */
const ROOM = 0xff_fffe;

/** Gives each party an address of its own below 127.0.0.0/8, in the order in which they come. */
export class Addresses {
  readonly #known = new Map<PartyName, Uint8Array>();

  /** The address of a party: four bytes, the same in the whole file. */
  of(party: PartyName): Uint8Array {
    const known = this.#known.get(party);
    if (known !== undefined) return known;
    const number = (this.#known.size % ROOM) + 1;
    const address = Uint8Array.of(127, number >> 16, (number >> 8) & 0xff, number & 0xff);
    this.#known.set(party, address);
    return address;
  }
}
