import { z } from 'zod';
import { unwrapped } from './prose-text.ts';

/** The shapes of what is written by hand. Unknown members are refused, so that a slip is not lost. */

const line = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\n]*$/, 'must be a single line');
const prose = z.string().transform(unwrapped).pipe(z.string().min(1));
const signText = z.string().min(1);
const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab case: lower-case-words');
const count = z.int().min(0);
const step = z.int().min(1);

export const sign = z.strictObject({
  has: z.array(signText).min(1),
  lacks: z.array(signText).exactOptional(),
  from: line.exactOptional(),
});

const countedSign = sign.extend({ times: count.exactOptional() });

const set = z.record(z.string(), z.string());

const runEvidence = z.strictObject({
  run: line,
  variant: line,
  set: set.exactOptional(),
  step: step.exactOptional(),
  check: z.strictObject({ id: line, outcome: z.enum(['holds', 'breaks']) }).exactOptional(),
  shows: z.array(countedSign).min(1).exactOptional(),
  never: z.array(sign).min(1).exactOptional(),
});

const evidence = z.union([runEvidence, z.strictObject({ standard: line })]);

const answer = z.strictObject({ text: line, sign: sign.exactOptional() });
const distractor = answer.extend({ misconception: kebab, rebuttal: prose });
const distractors = z.array(distractor).min(2).max(4);

const card = {
  id: kebab,
  revision: z.int().min(1),
  topic: line,
  level: z.enum(['basic', 'working', 'deep']),
  question: prose,
  hint: prose,
  explain: prose,
};
const proof = { evidence: z.array(evidence).min(1) };

const choiceCard = z.strictObject({
  ...card,
  ...proof,
  kind: z.literal('choice'),
  key: answer,
  distractors,
});

const recallCard = z.strictObject({ ...card, ...proof, kind: z.literal('recall'), answer: prose });

const orderCard = z.strictObject({
  ...card,
  ...proof,
  kind: z.literal('order'),
  items: z
    .array(z.strictObject({ text: line, sign }))
    .min(3)
    .max(6),
});

const exchangePart = sign.extend({
  lines: z.array(signText).min(1).exactOptional(),
  mask: signText.exactOptional(),
});

const predictWireCard = z.strictObject({
  ...card,
  kind: z.literal('predict-wire'),
  exchange: z.array(exchangePart).min(1),
  key: answer,
  distractors,
  evidence: z.tuple([runEvidence], evidence),
});

export const writtenCard = z.discriminatedUnion('kind', [
  choiceCard,
  recallCard,
  orderCard,
  predictWireCard,
]);

export const predict = z.strictObject({
  question: prose,
  key: answer,
  distractors,
  hint: prose,
  ...proof,
});

const span = z
  .union([step, z.string().regex(/^[1-9]\d*-[1-9]\d*$/, 'must be a number or a span such as 1-3')])
  .transform((typed) => {
    const [from = 0, to = from] = String(typed).split('-').map(Number);
    return { from, to };
  })
  .refine(({ from, to }) => from <= to, 'must run from the lower step to the higher');

export const playBlock = z.strictObject({
  run: line,
  variant: line,
  set: set.exactOptional(),
  steps: span,
});

export const turn = z.strictObject({
  task: prose,
  serve: line,
  commands: z.array(line).min(1),
  hint: prose,
  done: z.array(sign).min(1),
  solution: z.array(line).min(1),
  learned: prose,
});
