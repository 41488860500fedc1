import type { FetchHandler } from 'apilab';

/** The framework reads the content before any code runs, and has one status for all that it dislikes. */
export const unread422 = (api: FetchHandler): FetchHandler => ({
  async fetch(request) {
    const answer = await api.fetch(request);
    if (answer.status !== 400) return answer;
    return Response.json({ detail: 'JSON decode error' }, { status: 422 });
  },
});
