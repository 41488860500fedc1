import { z } from 'zod';
import { withCitations } from '../../knowledge/citation.ts';
import { unwrapped } from './prose-text.ts';

/** The shapes of what is written by hand. Unknown members are refused, so that a slip is not lost. */

const line = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\n]*$/, 'must be a single line');
const prose = z
  .string()
  .transform((text) => withCitations(unwrapped(text)))
  .pipe(z.string().min(1));
const signText = z.string().min(1);
const KEBAB = '[a-z0-9]+(?:-[a-z0-9]+)*';
const kebab = z.string().regex(new RegExp(`^${KEBAB}$`), 'must be kebab case: lower-case-words');
const count = z.int().min(0);

const sign = z.strictObject({
  has: z.array(signText).min(1),
  lacks: z.array(signText).exactOptional(),
  from: line.exactOptional(),
});

const set = z.record(z.string(), z.string());
const answer = z.strictObject({ text: line, sign: sign.exactOptional() });
const distractors = z
  .array(answer.extend({ misconception: kebab, rebuttal: prose }))
  .min(2)
  .max(4);

const exchangePart = sign.extend({
  lines: z.array(signText).min(1).exactOptional(),
  mask: signText.exactOptional(),
});

const steps = z
  .string()
  .regex(
    new RegExp(`^${KEBAB}(?:\\.\\.${KEBAB})?$`),
    'must be a step, or a span such as receive..catch-up',
  )
  .transform((typed) => {
    const [from = '', to = from] = typed.split('..');
    return { from, to };
  });

/**
 * The shapes of cards and of the blocks of a lesson.
 *
 * @param home the scenario beside which they lie: what is played or served unless another is named
 */
export function shapesOf(home: string | undefined) {
  const run = home === undefined ? kebab : kebab.default(home);
  const runEvidence = z.strictObject({
    run,
    variant: line,
    set: set.exactOptional(),
    step: kebab.exactOptional(),
    check: z.record(kebab, z.enum(['holds', 'breaks'])).exactOptional(),
    shows: z
      .array(sign.extend({ times: count.exactOptional() }))
      .min(1)
      .exactOptional(),
    never: z.array(sign).min(1).exactOptional(),
  });
  const evidence = z.union([z.strictObject({ standard: line }), runEvidence]);
  const proof = { evidence: z.array(evidence).min(1) };
  const common = {
    id: kebab,
    revision: z.int().min(1),
    topic: line,
    level: z.enum(['basic', 'working', 'deep']),
    question: prose,
    hint: prose,
    explain: prose,
  };
  const card = z.discriminatedUnion('kind', [
    z.strictObject({ ...common, ...proof, kind: z.literal('choice'), key: answer, distractors }),
    z
      .strictObject({
        ...common,
        ...proof,
        kind: z.literal('recall'),
        points: z.array(prose).min(3).max(7),
        'follow-up': z.strictObject({ question: prose, answer: prose }),
      })
      .transform(({ 'follow-up': followUp, ...card }) => ({ ...card, followUp })),
    z.strictObject({
      ...common,
      ...proof,
      kind: z.literal('order'),
      items: z
        .array(z.strictObject({ text: line, sign }))
        .min(3)
        .max(6),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('predict-wire'),
      exchange: z.array(exchangePart).min(1),
      key: answer,
      distractors,
      evidence: z.tuple([runEvidence], evidence),
    }),
  ]);
  return {
    card,
    predict: z.strictObject({ question: prose, key: answer, distractors, hint: prose, ...proof }),
    play: z.strictObject({ run, variant: line, set: set.exactOptional(), steps }),
    turn: z.strictObject({
      task: prose,
      serve: run,
      commands: z.array(line).min(1),
      hint: prose,
      done: z.array(sign).min(1),
      nearly: z
        .array(
          z.strictObject({
            signs: z.array(sign).min(1),
            hint: prose,
            commands: z.array(line).min(1),
          }),
        )
        .min(1)
        .exactOptional(),
      solution: z.array(line).min(1),
      learned: prose,
    }),
  };
}
