import { sendTag, type Tagger, type TaggerOptions, tagger } from '../tagger.ts';

/** PATCH is taken for idempotent, "usually": if its answer is lost, it is sent again as it was. */
export function repeats(options: TaggerOptions): Tagger {
  return {
    ...tagger(options),
    async put(held, tag) {
      if (held.tags.includes(tag)) return;
      while ((await sendTag(options, tag)) === 'lost');
    },
  };
}
