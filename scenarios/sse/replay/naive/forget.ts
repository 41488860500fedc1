import type { Resume } from '../resume.ts';

/** A stream that is live only: whatever the client saw last, it gets what comes next. */
export const forget: Resume = (_, newest) => newest;
