import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Two copies of graphql fit each other in nothing: this one takes it as the scenarios do. */
const server = { deps: { inline: ['graphql-ws'] } };
const conditions = ['source', 'node', 'import', 'module', 'default'];

/**
 * Three kinds of tests: those of the scenarios, which lie beside them; those of the sources; and those
 * that run the built program. Only the last kind needs a build: `npm test -- --project scenarios`.
 *
 * Tests of the first two kinds share what their process has loaded: loading it anew for each file took as long
 * as the tests. Every core works, as tests of the program mostly wait for other processes.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: availableParallelism(),
    projects: [
      {
        ssr: { resolve: { conditions } },
        test: {
          server,
          name: 'scenarios',
          isolate: false,
          include: [
            'scenarios/**/*.test.ts',
            'test/parts/**/*.test.ts',
            'test/catalogue/**/*.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ssr: { resolve: { conditions } },
        test: {
          server,
          name: 'sources',
          isolate: false,
          include: [
            'test/{choose,content,dialogue,evidence,knowledge,known,lab,progress,quiz,report,tap,text,watch,wire,workshop}/**/*.test.ts',
            'test/*.test.ts',
            'test/learn/**/*.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ssr: { resolve: { conditions } },
        test: {
          server,
          name: 'program',
          include: ['test/{cli,oracles}/**/*.test.ts'],
          globalSetup: ['test/build.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
