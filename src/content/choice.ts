/** A question on the way to an API style. */
export interface Question {
  readonly kind: 'question';
  readonly question: string;
  readonly answers: readonly { readonly text: string; readonly leads: Question | Advice }[];
}

/** Where the way ends. */
export interface Advice {
  readonly kind: 'advice';
  /** The style in a few words: `Server-Sent Events`. */
  readonly style: string;
  /** Why it fits the answers given, one or two sentences. */
  readonly because: string;
  readonly gains: readonly string[];
  readonly costs: readonly string[];
  /** What would make another style the better one. */
  readonly unless: readonly string[];
  /** The scenario that shows it; if it is not finished, the first finished one of its group does. */
  readonly scenario: string;
  /** Where in the scenario it is seen, if that is not all of it. */
  readonly seen?: {
    /** The step, by its id. */
    readonly step: string;
    /** What is seen there, one sentence. */
    readonly about: string;
  };
}

/** What `choose.yaml` says: questions and advice by the words with which answers lead to them. */
export interface WrittenChoice {
  readonly questions: Readonly<
    Record<string, { question: string; answers: readonly { text: string; leads: string }[] }>
  >;
  readonly advice: Readonly<Record<string, Omit<Advice, 'kind'>>>;
}

/**
 * The questions put together, from the first one on. What several answers lead to is one object.
 *
 * @throws RangeError if an answer leads nowhere, or round in a circle.
 */
export function linked({ questions, advice }: WrittenChoice): Question {
  const made = new Map<string, Question | Advice>();
  const follow = (word: string, way: readonly string[]): Question | Advice => {
    const known = made.get(word);
    if (known !== undefined) return known;
    if (way.includes(word)) throw new RangeError(`'${word}' leads to itself`);
    const end = Object.hasOwn(advice, word) ? advice[word] : undefined;
    const found = end === undefined ? ask(word, way) : { kind: 'advice' as const, ...end };
    made.set(word, found);
    return found;
  };
  const ask = (word: string, way: readonly string[]): Question => {
    const written = Object.hasOwn(questions, word) ? questions[word] : undefined;
    if (written === undefined)
      throw new RangeError(`an answer leads to '${word}', which is nothing`);
    const answers = written.answers.map(({ text, leads }) => ({
      text,
      leads: follow(leads, [...way, word]),
    }));
    return { kind: 'question', question: written.question, answers };
  };
  const [first = ''] = Object.keys(questions);
  return ask(first, []);
}
