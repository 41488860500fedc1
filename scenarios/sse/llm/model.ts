/** What an answer cost, in tokens: a model is paid by what it reads and by what it makes. */
export interface Usage {
  readonly asked: number;
  readonly made: number;
}

/** What a language model gives: pieces of text as it makes them, and what they cost once it is done. */
export type Part = { readonly text: string } | { readonly usage: Usage };

/** Works on an answer until it is done, fails, or the signal says that nobody wants it any more. */
export type Generate = (prompt: string, signal: AbortSignal) => AsyncIterable<Part>;
