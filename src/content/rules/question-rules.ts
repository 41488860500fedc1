import type { Answer, Distractor } from '../card.ts';
import type { Rule } from '../written/finding.ts';
import { holdsWhole } from '../written/whole-words.ts';

/** What a card and a prediction in a lesson have in common: one right answer among wrong ones. */
export interface Question {
  readonly question: string;
  readonly hint: string;
  readonly key: Answer;
  readonly distractors: readonly Distractor[];
}

/** What is asked, with or without options. */
interface Asked {
  readonly question: string;
}

const optionsOf = ({ key, distractors }: Question) => [key, ...distractors].map(({ text }) => text);

const questionIsComplete: Rule<Asked> = ({ question }) => {
  const text = question.trim();
  return [
    ...(text.length < 20 ? ['The question is shorter than 20 characters.'] : []),
    ...(/[?.:]$/.test(text) ? [] : ["The question ends neither with '?' nor '.' nor ':'."]),
  ];
};

const questionStandsAlone: Rule<Asked> = ({ question }) =>
  /\b(which|what) of (the following|these|those)\b|\bthe following (options|answers|statements)\b|\bof the (options|answers)\b/i.test(
    question,
  )
    ? ['The question makes no sense while the options are hidden.']
    : [];

const asksForConsequences: Rule<Asked> = ({ question }) =>
  /^(what (is|are) (an? |the )?[\w-]+( [\w-]+)?\?|define\b|what does [\w-]+ stand for|what is the (definition|meaning) of)/i.test(
    question.trim(),
  )
    ? ['The question asks for a definition; ask for a consequence or a decision.']
    : [];

const optionsAlikeInLength: Rule<Question> = (question) => {
  const lengths = optionsOf(question).map((text) => text.length);
  const [longest, shortest] = [Math.max(...lengths), Math.min(...lengths)];
  if (longest <= 2 * shortest + 12) return [];
  return [
    `The longest option has ${longest} characters, the shortest ${shortest}: at most ${2 * shortest + 12} are allowed.`,
  ];
};

/** Options in words; a header field or a status line has a form of its own. */
const inWords = (text: string) =>
  text.split(/\s+/).length >= 4 && /^[A-Za-z][a-z]*['’]?[a-z]* /.test(text);

const optionsParallel: Rule<Question> = (question) => {
  const words = optionsOf(question).filter(inWords);
  const mixed = (test: RegExp) => {
    const found = words.filter((text) => test.test(text)).length;
    return found > 0 && found < words.length;
  };
  return [
    ...(mixed(/[.!?]$/) ? ['Some options end as a sentence and others do not.'] : []),
    ...(mixed(/^[A-Z]/) ? ['Some options begin with a capital and others do not.'] : []),
  ];
};

const noCatchAllOption: Rule<Question> = (question) =>
  optionsOf(question)
    .filter((text) =>
      /\b(all|none|any|neither|either) of (the|these|those|them)\b|^both\b|\bboth of (the|these|them)\b|^(all|none|neither)$/i.test(
        text,
      ),
    )
    .map((text) => `The option '${text}' speaks of the others.`);

const optionsDiffer: Rule<Question> = (question) =>
  repeated(optionsOf(question).map(plain)).map(
    (text) => `The option '${text}' stands there twice.`,
  );

const misconceptionsNamed: Rule<Question> = ({ distractors }) => {
  const names = distractors.map(({ misconception }) => misconception);
  return [
    ...names
      .filter((name) => !name.includes('-'))
      .map((name) => `The misconception '${name}' needs a name of two words or more.`),
    ...repeated(names).map((name) => `Two distractors have the misconception '${name}'.`),
  ];
};

const rebuttalsSpeak: Rule<Question> = ({ distractors }) => {
  const rebuttals = distractors.map(({ rebuttal }) => rebuttal);
  return [
    ...distractors
      .filter(({ rebuttal }) => rebuttal.length < 30)
      .map(({ text }) => `The rebuttal of '${text}' is shorter than 30 characters.`),
    ...distractors
      .filter(({ rebuttal }) => rebuttal.length > 400)
      .map(({ text }) => `The rebuttal of '${text}' is longer than 400 characters.`),
    ...repeated(rebuttals.map(plain)).map((text) => `Two distractors have the rebuttal '${text}'.`),
  ];
};

const hintKeepsKey: Rule<Question> = ({ hint, key }) =>
  holdsWhole(plain(hint), plain(key.text)) ? ['The hint contains the key.'] : [];

/** Rules for whatever is asked. */
export const askedRules: readonly Rule<Asked>[] = [
  questionIsComplete,
  questionStandsAlone,
  asksForConsequences,
];

/** Rules for a question with options. */
export const questionRules: readonly Rule<Question>[] = [
  ...askedRules,
  optionsAlikeInLength,
  optionsParallel,
  noCatchAllOption,
  optionsDiffer,
  misconceptionsNamed,
  rebuttalsSpeak,
  hintKeepsKey,
];

/** Without what does not make two texts different. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.!?:;]+$/, '')
    .trim();
}

export function repeated(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
