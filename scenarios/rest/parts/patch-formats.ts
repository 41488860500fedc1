import { applyJsonPatch, type Patched } from './json-patch.ts';
import { mergePatch } from './product.ts';

const MERGE_PATCH = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';

/** The formats in which an API takes patches. */
export interface PatchFormats {
  /** Their media types, as Accept-Patch lists them (RFC 5789 §3.1). */
  readonly accepted: string;
  /** Whether patches of this media type are taken. */
  takes(type: string): boolean;
  /** @returns what a patch of a type that is taken makes of `current` */
  apply(type: string, current: unknown, patch: unknown): Patched;
}

/**
 * A patch says by its media type how it is to be applied (RFC 5789 §2). `application/json` says
 * nothing of that.
 */
export const byMediaType: PatchFormats = {
  accepted: `${MERGE_PATCH}, ${JSON_PATCH}`,
  takes: (type) => type === MERGE_PATCH || type === JSON_PATCH,
  apply: (type, current, patch) =>
    type === JSON_PATCH
      ? applyJsonPatch(current, patch)
      : { state: 'patched', value: mergePatch(current, patch) },
};
