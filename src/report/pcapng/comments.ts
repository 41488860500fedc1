/** What waits to be said beside a packet that is still to come. */
export class Comments {
  /** About the story: beside the next packet, whichever it is. */
  #story: string[] = [];
  /** About one connection: beside its next packet. */
  readonly #next = new Map<number, string[]>();
  /** About how one connection breaks off: beside the packet that ends it. */
  readonly #end = new Map<number, string[]>();

  tell(text: string): void {
    this.#story.push(text);
  }

  tellOf(connection: number, text: string): void {
    added(this.#next, connection, text);
  }

  tellAtEndOf(connection: number, text: string): void {
    added(this.#end, connection, text);
  }

  /** Hands out what belongs beside a packet of a connection; `ends` says that it ends a direction of it. */
  take(connection: number, ends: boolean): readonly string[] {
    const own = [this.#next, ...(ends ? [this.#end] : [])].flatMap((waiting) => {
      const texts = waiting.get(connection) ?? [];
      waiting.delete(connection);
      return texts;
    });
    const story = this.#story;
    this.#story = [];
    return [...story, ...own];
  }

  /** Hands out all that is left when no packet follows. */
  rest(): readonly string[] {
    const of = (waiting: ReadonlyMap<number, readonly string[]>) =>
      [...waiting].flatMap(([connection, texts]) =>
        texts.map((text) => `Connection ${connection}: ${text}`),
      );
    const all = [...this.#story, ...of(this.#next), ...of(this.#end)];
    this.#story = [];
    this.#next.clear();
    this.#end.clear();
    return all;
  }
}

function added(waiting: Map<number, string[]>, connection: number, text: string): void {
  const texts = waiting.get(connection);
  if (texts === undefined) waiting.set(connection, [text]);
  else texts.push(text);
}
