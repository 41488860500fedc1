import type { Resume } from '../resume.ts';

/** A stream that is live only: whatever the client saw last, nothing is sent again. */
export const forget: Resume = () => [];
