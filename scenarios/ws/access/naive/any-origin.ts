import type { Origins } from '../admission.ts';

/** Lets in every page, as a check that is in the way is often told to. */
export const anyOrigin: Origins = () => true;
