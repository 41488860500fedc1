import {
  type Advice,
  eventStream,
  graphql,
  grpc,
  polling,
  restCached,
  restEdits,
  restLater,
  restOnce,
  restPlain,
  restRetry,
  webhook,
  webSocket,
} from './advice.ts';

/** A question on the way to an API style. */
export interface Question {
  readonly kind: 'question';
  readonly question: string;
  readonly answers: readonly { readonly text: string; readonly leads: Question | Advice }[];
}

/** REST has one shape and several hard parts. */
const rest: Question = {
  kind: 'question',
  question: 'What is the hardest part of it?',
  answers: [
    { text: 'None: create, read, change, delete', leads: restPlain },
    { text: 'Many people read the same things', leads: restCached },
    { text: 'Several people change the same things', leads: restEdits },
    { text: 'Something must not happen twice, such as a payment', leads: restOnce },
    { text: 'The work takes minutes', leads: restLater },
    { text: 'The server is overloaded at times', leads: restRetry },
  ],
};

/** Two-way traffic pays where both sides talk a lot. */
const howOften: Question = {
  kind: 'question',
  question: 'How often does it speak?',
  answers: [
    { text: 'All the time: it types, moves, plays', leads: webSocket },
    { text: 'Now and then: a click, a form', leads: eventStream },
  ],
};

/** Which API style? From who speaks first, over the client and the data, to what matters most. */
export const whichStyle: Question = {
  kind: 'question',
  question: 'Who has something to say?',
  answers: [
    {
      text: 'A client asks, and the server answers',
      leads: {
        kind: 'question',
        question: 'Who are the clients?',
        answers: [
          { text: 'Anybody: partners, scripts, apps that you do not control', leads: rest },
          {
            text: 'Your own apps and pages',
            leads: {
              kind: 'question',
              question: 'What does one screen show?',
              answers: [
                {
                  text: 'Connected data of several kinds, other parts on every screen',
                  leads: graphql,
                },
                { text: 'One kind of thing, or a list of it', leads: rest },
              ],
            },
          },
          {
            text: 'Your own services',
            leads: {
              kind: 'question',
              question: 'What matters most between them?',
              answers: [
                { text: 'Small messages, streams, deadlines, a typed contract', leads: grpc },
                {
                  text: 'Caches, plain tools, any language without generated code',
                  leads: rest,
                },
              ],
            },
          },
        ],
      },
    },
    {
      text: 'The server has news, and the client listens',
      leads: {
        kind: 'question',
        question: 'Who listens?',
        answers: [
          { text: 'A browser, or anything that speaks plain HTTP', leads: eventStream },
          { text: 'A service of your own', leads: grpc },
          { text: 'A client that is not always connected', leads: polling },
          { text: 'The server of another company', leads: webhook },
        ],
      },
    },
    {
      text: 'Both, at any time',
      leads: {
        kind: 'question',
        question: 'Who is at the other end?',
        answers: [
          { text: 'A browser, or an app of yours on a phone', leads: howOften },
          { text: 'A service of your own', leads: grpc },
          { text: 'A device or a program that you do not control', leads: webSocket },
          { text: 'The server of another company', leads: webhook },
        ],
      },
    },
  ],
};
