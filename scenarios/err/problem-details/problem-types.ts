import { problem } from 'apilab/parts/http/problem';
import type { Rule, Violation } from './account.ts';
import { languageOf } from './language.ts';

const LANGUAGES = ['en', 'de'] as const;
type Language = (typeof LANGUAGES)[number];
type Text = Readonly<Record<Language, string>>;

/** Each type has an address below this one. It is a name: clients compare it, and do not call it. */
export const TYPES = 'https://shop.test/problems';

/** The phrases of the statuses that need no more words (RFC 9110 §15). */
const PHRASES = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
} as const;

export type StatusAlone = keyof typeof PHRASES;

/** Why a request is refused. */
export type Refusal =
  | { readonly kind: 'invalid-account'; readonly violations: readonly Violation[] }
  | { readonly kind: 'email-taken' }
  | { readonly kind: 'account-deleted' }
  /** The status says it all. */
  | {
      readonly kind: 'status';
      readonly status: StatusAlone;
      readonly fields?: Readonly<Record<string, string>>;
    };

/** Answers a request that is refused. */
export type Refuse = (refusal: Refusal, request: Request) => Response;

/** Every type of problem that this API knows, in one place: what is not here is not made up on the way. */
const CATALOGUE: Readonly<
  Record<
    Exclude<Refusal['kind'], 'status'>,
    { readonly status: number; readonly title: Text; readonly detail: Text }
  >
> = {
  'invalid-account': {
    status: 422,
    title: { en: 'The account is not valid', de: 'Das Konto ist nicht gültig' },
    detail: { en: 'Correct what errors names.', de: 'Bitte berichtigen, was errors nennt.' },
  },
  'email-taken': {
    status: 409,
    title: { en: 'The e-mail address is taken', de: 'Die E-Mail-Adresse ist vergeben' },
    detail: { en: 'Log in, or take another one.', de: 'Bitte anmelden oder eine andere nehmen.' },
  },
  'account-deleted': {
    status: 410,
    title: { en: 'The account was deleted', de: 'Das Konto wurde gelöscht' },
    detail: { en: 'It will not come back.', de: 'Es kommt nicht wieder.' },
  },
};

const RULES: Readonly<Record<Rule, Text>> = {
  object: { en: 'must be an object', de: 'muss ein Objekt sein' },
  email: { en: 'must be an e-mail address', de: 'muss eine E-Mail-Adresse sein' },
  name: { en: 'must have 1 to 80 characters', de: 'muss 1 bis 80 Zeichen haben' },
  age: {
    en: 'must be a whole number from 18 to 150',
    de: 'muss eine ganze Zahl von 18 bis 150 sein',
  },
};

/** Refuses with problem details: a type for programs, texts for people in a language of theirs. */
export const problems: Refuse = (refusal, request) => {
  if (refusal.kind === 'status') {
    const { status, fields } = refusal;
    // No type is about:blank, whose title is the phrase of the status (RFC 9457 §4.2.1).
    return problem({ status, title: PHRASES[status] }, { 'Cache-Control': 'no-store', ...fields });
  }
  const language = languageOf(request.headers.get('Accept-Language'), LANGUAGES);
  const { status, title, detail } = CATALOGUE[refusal.kind];
  return problem(
    {
      type: `${TYPES}/${refusal.kind}`,
      status,
      title: title[language],
      detail: detail[language],
      ...(refusal.kind === 'invalid-account' && {
        extensions: {
          errors: refusal.violations.map(({ rule, pointer }) => ({
            pointer,
            detail: RULES[rule][language],
          })),
        },
      }),
    },
    { 'Content-Language': language, 'Cache-Control': 'no-store' },
  );
};
