import { applyJsonPatch, type Patched } from './json-patch.ts';
import { mergePatch } from './product.ts';

/** The formats in which an API takes patches. */
export interface PatchFormats {
  /** Their media types, as Accept-Patch lists them (RFC 5789 §3.1). */
  readonly accepted: string;
  /** @returns what the patch makes of `current`; `undefined` if its media type is none of these */
  apply(type: string, current: unknown, patch: unknown): Patched | undefined;
}

/**
 * A patch says by its media type how it is to be applied (RFC 5789 §2). `application/json` says
 * nothing of that.
 */
export const byMediaType: PatchFormats = {
  accepted: 'application/merge-patch+json, application/json-patch+json',
  apply(type, current, patch) {
    switch (type) {
      case 'application/merge-patch+json':
        return { state: 'patched', value: mergePatch(current, patch) };
      case 'application/json-patch+json':
        return applyJsonPatch(current, patch);
      default:
        return undefined;
    }
  },
};
