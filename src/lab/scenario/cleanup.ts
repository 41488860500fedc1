import type { Closable } from './lab.ts';

/** What must be closed when a run is over: closed in reverse order, all of it, whatever fails. */
export class Cleanup {
  readonly #resources: Closable[] = [];
  #over = false;

  /** Takes a resource. One that was still being opened when the run ended is closed at once. */
  add<T extends Closable>(resource: T): T {
    this.#resources.push(resource);
    if (this.#over) void this.run();
    return resource;
  }

  /** Closes everything; returns what went wrong, in order. Never rejects. */
  async run(): Promise<unknown[]> {
    this.#over = true;
    const errors: unknown[] = [];
    for (let resource = this.#resources.pop(); resource; resource = this.#resources.pop()) {
      try {
        await resource.close();
      } catch (error) {
        errors.push(error);
      }
    }
    return errors;
  }
}
