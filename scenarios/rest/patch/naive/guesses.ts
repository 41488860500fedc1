import { applyJsonPatch } from '../../parts/json-patch.ts';
import { byMediaType, type PatchFormats } from '../../parts/patch-formats.ts';

/** Any JSON is a patch. What a list means is clear, and an object is spread over what is there. */
export const guesses: PatchFormats = {
  accepted: byMediaType.accepted,
  takes: () => true,
  apply: (_type, current, patch) =>
    Array.isArray(patch)
      ? applyJsonPatch(current, patch)
      : { state: 'patched', value: { ...Object(current), ...Object(patch) } },
};
