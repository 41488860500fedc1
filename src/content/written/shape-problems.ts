import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Reads a value by its shape, or says what does not fit, a sentence each. */
export function shaped<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
): { readonly value: z.infer<Shape> } | { readonly problems: readonly string[] } {
  const read = shape.safeParse(value, { reportInput: true });
  return read.success ? { value: read.data } : { problems: read.error.issues.flatMap(sentences) };
}

function sentences(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that was meant is the one with the least to complain about.
    const meant = issue.errors.reduce((a, b) => (b.length < a.length ? b : a));
    return meant.flatMap((inner) => sentences({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  const where = pathText(issue.path);
  return [where === '' ? `It ${complaint(issue)}.` : `${where} ${complaint(issue)}.`];
}

/** `distractors 2, rebuttal`: items count from 1. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? String(part + 1) : String(part)))
    .join(', ')
    .replace(/, (\d+)/g, ' $1');
}

function complaint(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return 'is missing';
      if (issue.expected === 'string') return 'must be text: put it in quotes';
      return `must be ${issue.expected}`;
    }
    case 'unrecognized_keys':
      return `has no member ${issue.keys.map((key) => `'${key}'`).join(', ')}`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'is missing'
        : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return `must be one of choice, recall, order, predict-wire`;
    case 'too_small':
      return `needs at least ${issue.minimum} ${unitOf(issue.origin)}`.trimEnd();
    case 'too_big':
      return `may have at most ${issue.maximum} ${unitOf(issue.origin)}`.trimEnd();
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  if (origin === 'array') return 'items';
  return origin === 'string' ? 'characters' : '';
}
