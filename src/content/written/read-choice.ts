import { z } from 'zod';
import { linked, type WrittenChoice } from '../choice.ts';
import { textOf } from './files.ts';
import type { Finding } from './finding.ts';
import { unwrapped } from './prose-text.ts';
import { readYaml } from './read-yaml.ts';

const word = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case-words');
const line = z.string().trim().min(1).transform(unwrapped);

const writtenChoice = z.strictObject({
  questions: z.record(
    word,
    z.strictObject({
      question: line,
      answers: z
        .array(z.strictObject({ text: line, leads: word }))
        .min(2)
        .max(9),
    }),
  ),
  advice: z.record(
    word,
    z.strictObject({
      style: line,
      because: line,
      gains: z.array(line).min(1),
      costs: z.array(line).min(1),
      unless: z.array(line).min(1),
      scenario: word,
      seen: z.strictObject({ step: word, about: line }).exactOptional(),
    }),
  ),
});

const FILE = 'scenarios/choose.yaml';
const NOTHING: WrittenChoice = { questions: {}, advice: {} };

/** Reads `choose.yaml`, and says what is wrong with it. */
export async function readWrittenChoice(): Promise<{
  readonly choice: WrittenChoice;
  readonly findings: readonly Finding[];
}> {
  const { value = NOTHING, findings } = readYaml(writtenChoice, (await textOf(FILE)) ?? '', FILE);
  if (findings.length > 0) return { choice: value, findings };
  try {
    linked(value);
    return { choice: value, findings };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { choice: value, findings: [{ file: FILE, text }] };
  }
}
