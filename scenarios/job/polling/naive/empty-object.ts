import { type Show, show } from '../job-answer.ts';

/** What a lookup found is sent, and it found nothing: `res.json(jobs[id] ?? {})`. */
export const emptyObject: Show = (job) => (job === undefined ? Response.json({}) : show(job));
