import type { FetchHandler } from 'apilab';
import { byWeight, type Negotiation } from '../negotiation.ts';

/** The first language that the client names, compared with names as of folders: en_US, fr_FR, en, fr. */
export const exactLanguage: Negotiation = {
  ...byWeight,
  language(accepted, offered) {
    const first = (accepted ?? '').split(/[,;]/)[0]?.replace('-', '_') ?? '';
    return offered.find((tag) => tag === first) ?? offered[0];
  },
};

/** The text can be seen to be French, so why say it? */
export const unsaid = (api: FetchHandler): FetchHandler => ({
  async fetch(request) {
    const { status, headers, body } = await api.fetch(request);
    const fields = new Headers(headers);
    fields.delete('content-language');
    return new Response(body, { status, headers: fields });
  },
});
