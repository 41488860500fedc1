import type { FetchHandler } from 'apilab';

/** What a client can do wrong in the form of a request. */
const FORM: ReadonlySet<number> = new Set([405, 406, 413, 415, 428]);

/** 400 is what clients get for a bad request, and these are all bad requests. */
export const badRequest = (api: FetchHandler): FetchHandler => ({
  async fetch(request) {
    const answer = await api.fetch(request);
    if (!FORM.has(answer.status)) return answer;
    return Response.json({ error: 'Bad Request' }, { status: 400 });
  },
});
