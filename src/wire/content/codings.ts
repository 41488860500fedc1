import type { Field, Node, Problem } from '../types.ts';
import { isNamed } from './field-name.ts';
import { contentProblems } from './problems.ts';
import { unfold } from './unfold.ts';

/** How many codings in a row are taken off. */
const MAX_CODINGS = 8;

/** Content after its codings were taken off. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** The codings that were removed, outermost first. */
  readonly codings: readonly string[];
  /** A `content.coding` node for each coding named, outermost first; its range is what it wrapped. */
  readonly nodes: readonly Node[];
  /** True if `bytes` are only the beginning, for whatever reason. */
  readonly cut: boolean;
  /** True if they are only the beginning because of a cap. */
  readonly truncated: boolean;
  /** False if a coding is still on. */
  readonly bare: boolean;
}

/**
 * Takes off the codings that `Content-Encoding` names (RFC 9110 §8.4), the last one named first,
 * since it was applied last. Stops at the first one that cannot be taken off.
 */
export function decodeContent(
  fields: readonly Field[],
  bytes: Uint8Array,
  complete: boolean,
): Decoded {
  const names = codingsOf(fields).reverse();
  if (names.length === 0) {
    return { bytes, codings: [], nodes: [], cut: !complete, truncated: !complete, bare: true };
  }
  const codings: string[] = [];
  const steps: { readonly name: string; readonly problem?: Problem }[] = [];
  let content = bytes;
  let cut = !complete;
  let truncated = !complete;
  let bare = true;
  for (const [index, name] of names.entries()) {
    if (name === 'identity') {
      steps.push({ name, problem: contentProblems.identity });
      continue;
    }
    if (!bare || index >= MAX_CODINGS) {
      if (bare) steps.push({ name, problem: contentProblems.tooManyCodings });
      bare = false;
      break;
    }
    const { problem, ...unfolded } = unfold(name, content, !cut);
    steps.push(problem === undefined ? { name } : { name, problem });
    if (unfolded.bytes === undefined) {
      bare = false;
    } else {
      content = unfolded.bytes;
      cut = unfolded.cut;
      truncated ||= problem === contentProblems.unfoldsTooFar;
      codings.push(name);
    }
  }
  const nodes = steps.map((step) => ({
    kind: 'content.coding',
    start: 0,
    end: content.length,
    ...step,
  }));
  return { bytes: content, codings, nodes, cut, truncated, bare };
}

function codingsOf(fields: readonly Field[]): string[] {
  const lines = fields.filter((field) => isNamed(field, 'content-encoding'));
  if (lines.length === 0) return [];
  return lines
    .flatMap((field) => field.value.split(','))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}
