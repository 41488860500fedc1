import { Argument, Command, Option } from 'commander';
import { firstScenario } from '../content/start.ts';
import { VERSION } from '../version.ts';
import { type Stop, stopOnSignals } from './ending/signals.ts';
import { print } from './output/print.ts';
import { canAsk } from './screen/can-ask.ts';
import { helpLayout } from './screen/help-layout.ts';
import { screen } from './screen/terminal.ts';
import { moment, webAddress } from './typed/moment.ts';
import {
  documentOutput,
  from1To,
  keyValue,
  output,
  stepName,
  steps,
  wholeNumber,
  wire,
  withLiveOptions,
} from './typed/options.ts';

/** Options that may stand before any command; with nothing else, the menu opens. */
export const general = ['--no-color', '--no-input', '--accessible'];

/**
 * Declares every command.
 *
 * @param onChosen takes the command line that a person chose to go on with
 * @param typed the words behind the program's name
 */
export function commands(
  onChosen: (command: readonly string[] | undefined) => void,
  typed: readonly string[] = [],
): Command {
  const apilab = new Command('apilab')
    .description(
      'A laboratory for API patterns: real servers, a tap on the wire, every promise checked.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .option('--no-color', 'print without colour')
    .option('--no-input', 'ask nothing; print and go on')
    .option('--accessible', 'plain numbered questions, no boxes, nothing redrawn')
    .helpOption('-h, --help', 'show help')
    .showSuggestionAfterError(true)
    // What is wrong with a command line is told like every other error, once it is thrown.
    .configureOutput({ writeOut: print, outputError: () => {} })
    .configureHelp(helpLayout(screen().width))
    .addHelpText('after', () => `\nStart with: apilab run ${firstScenario()}`);

  /** Lets somebody choose what they left out, if they can be asked. The rest of the line stays. */
  const chosenInstead = async (command: string): Promise<boolean> => {
    if (!canAsk(apilab.opts())) return false;
    const { menu } = await import('./commands/menu.ts');
    const chosen = await menu(apilab.opts(), stopOnSignals(), command);
    const rest = typed.filter((word) => !general.includes(word));
    onChosen(chosen && [...rest, ...chosen.slice(1)]);
    return true;
  };

  /** Does the work of a command. Where a word may mean several things, who can be asked chooses. */
  const orChosen = async (
    command: string,
    work: () => Promise<void>,
    stop?: Stop,
  ): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!canAsk(apilab.opts())) throw error;
      const { SeveralMeant } = await import('./finding/meant-scenario.ts');
      if (!(error instanceof SeveralMeant)) throw error;
      stop?.release();
      const { severalPage } = await import('./screen/menu-pages.ts');
      const { menu } = await import('./commands/menu.ts');
      const page = severalPage(error.title, command, error.entries);
      const [, id] = (await menu(apilab.opts(), stopOnSignals(), page)) ?? [];
      const rest = typed.filter((word) => !general.includes(word));
      onChosen(id === undefined ? id : rest.map((word) => (word === error.word ? id : word)));
    }
  };

  apilab
    .command('run [ids...]')
    .description('play scenarios, by id or from a file of your own, and prove their claims')
    .option('--group <group>', 'all scenarios of a group')
    .addOption(new Option('--all', 'all scenarios').conflicts('group'))
    .option('--variant <name>', 'play this variant instead of the correct one')
    .addOption(
      new Option('--compare', 'play every variant, and show what differs').conflicts('variant'),
    )
    .addOption(new Option('--runs', 'the runs too, below what differs').implies({ compare: true }))
    .option('--set <key=value>', 'set a parameter; may be given several times', keyValue, {})
    .option('--seed <n>', 'seed for everything random', wholeNumber, 1)
    .addOption(
      new Option('--pace <pace>', 'skip waits or wait them out')
        .choices(['fast', 'real'])
        .default('fast'),
    )
    .option(
      '--store <redis://host:port>',
      'a real store on this machine, for scenarios that have one; without it they bring their own',
    )
    .addOption(wire())
    .option(
      '--step [step]',
      'step by step from this one on, by number or id, as one scenario is in a terminal; in a pipe, print from there on',
      stepName,
    )
    .addOption(steps())
    .addOption(new Option('--all-steps', 'print on, also in a terminal').conflicts('step'))
    .addOption(
      new Option('--format <format>', 'what is printed')
        .choices(['pretty', 'json', 'ndjson', 'junit'])
        .default('pretty'),
    )
    .addOption(output())
    .option('--watch', 'play a file of your own again whenever it is saved')
    .action(async (ids, options) => {
      if (options.watch) {
        const { watchOwn } = await import('./commands/run-watch.ts');
        return watchOwn(ids, typed, stopOnSignals());
      }
      const isNamed = ids.length > 0 || options.group !== undefined || options.all;
      if (!isNamed && (await chosenInstead('run'))) return;
      const { runScenarios } = await import('./commands/run.ts');
      const stop = stopOnSignals();
      await orChosen('run', () => runScenarios(ids, options, apilab.opts(), stop), stop);
    });

  apilab
    .command('learn [group|scenario]')
    .description('a lesson: predict, see it played on the wire, try it yourself')
    .option('--list', 'the lessons, and how far you are')
    .option('--json', 'the list as JSON')
    .addOption(new Option('--from <n>', 'begin with section n').conflicts(['list', 'json']))
    .addOption(documentOutput('write it, with its pictures, to be read'))
    .action(async (name, options) => {
      const { learn } = await import('./commands/learn.ts');
      const came = await learn(name, options, apilab.opts(), stopOnSignals());
      if (came === 'nothing open') await chosenInstead('learn');
    });

  apilab
    .command('quiz [groups...]')
    .description('cards with an answer at once, and the wire to prove it')
    .option('--due', 'the cards that the schedule asks for')
    .addOption(
      new Option(
        '--missed',
        'the cards that ask again what you got wrong, in lessons and quizzes',
      ).conflicts('due'),
    )
    .addOption(
      new Option(
        '--cram',
        'a drill for the evening before: missed cards come again; it does not change the schedule',
      ).conflicts(['due', 'exam', 'json', 'missed']),
    )
    .option(
      '--minutes <n>',
      'how long --cram lasts (5 by default), or how long you have after --diagnose (40)',
      from1To(600),
    )
    .addOption(
      new Option(
        '--exam',
        'no feedback until the end, then a report; kept, and compared with the last',
      ).conflicts(['due', 'json', 'missed']),
    )
    .addOption(
      new Option(
        '--diagnose',
        'ten cards of all groups that find out what you do not know, then a plan for tonight',
      ).conflicts(['due', 'missed', 'cram', 'exam', 'json', 'answers', 'count', 'topics']),
    )
    .option('--level <level>', 'basic, working or deep')
    .option('--topic <topic>', 'only the cards on this topic')
    .option('--topics', 'list the topics')
    .option('--seed <n>', 'the same cards in the same order', wholeNumber)
    .option('--count <n>', 'how many cards')
    .option('--json', 'the cards as JSON')
    .option('--answers', 'with the answers, as JSON or on a sheet')
    .addOption(documentOutput('write the questions on a sheet'))
    .action(async (groups, options) =>
      (await import('./commands/quiz.ts')).quiz(groups, options, apilab.opts(), stopOnSignals()),
    );

  withLiveOptions(
    apilab
      .command('serve [group|scenario|file]')
      .description('start servers behind the tap, for clients of your own')
      .option('--variant <name>', 'the servers of a naive variant, to be tried and broken'),
    8000,
  )
    .option('--tls', 'speak TLS; the certificate to trust is printed, what crosses is read inside')
    .action(async (word, options) => {
      if (await (await import('./live/live.ts')).askedForFaults(options, apilab.opts())) return;
      if (word === undefined && (await chosenInstead('serve'))) return;
      const { serve } = await import('./commands/serve.ts');
      await serve(word, options, apilab.opts(), stopOnSignals());
    });

  apilab
    .command('sign <group|scenario|file>')
    .description('print a signed request as a command for curl, to be read, pasted or piped to sh')
    .addOption(new Option('--body <text>', 'what is sent, as it is').conflicts('file'))
    .option('--file <file>', 'send what this file holds')
    .option('--secret <secret>', 'sign with this one; that of the servers by default')
    .option(
      '--at <time>',
      'when it is signed: 2026-01-31T09:00:00Z, seconds since 1970, or -1h from now',
      moment,
    )
    .option('--id <id>', 'the id of the event; a new one by default')
    .addOption(
      new Option('--url <url>', 'where the servers run')
        .argParser(webAddress)
        .default(new URL('http://127.0.0.1:8000'), 'http://127.0.0.1:8000'),
    )
    .action(async (word, options) =>
      (await import('./commands/sign.ts')).sign(word, options, stopOnSignals()),
    );

  withLiveOptions(
    apilab
      .command('tap')
      .description('show the traffic to a server of your own')
      .requiredOption('--target <host:port>', 'the server that the tap leads to')
      .option('--allow-remote', 'the target may be another machine')
      .option('--proto <file>', 'a .proto file with the names of what gRPC messages hold')
      .option('--proto-path <folder...>', 'folders that the imports of the .proto file begin in')
      .addOption(
        new Option(
          '--reflect',
          'ask the target itself for those names, by gRPC server reflection',
        ).conflicts('proto'),
      )
      .option(
        '--keylog <file>',
        'read inside TLS with the secrets that clients write to this file',
      ),
    8001,
  ).action(async (options) => {
    if (await (await import('./live/live.ts')).askedForFaults(options, apilab.opts())) return;
    await (await import('./commands/tap.ts')).tap(options, apilab.opts(), stopOnSignals());
  });

  apilab
    .command('choose')
    .description('which API style? a few questions to a recommendation and its trade-offs')
    .action(async () => {
      const { choose } = await import('./commands/choose.ts');
      onChosen(await choose(apilab.opts(), stopOnSignals()));
    });

  apilab
    .command('explain [word...]')
    .description(
      'explain a pattern, header, status, frame or code: backpressure, 409, etag, 1006, ...',
    )
    .option('--json', 'as JSON')
    .action(async (words, options) => {
      if (words.length === 0 && (await chosenInstead('explain'))) return;
      await (await import('./commands/explain.ts')).explain(words, options, apilab.opts());
    });

  apilab
    .command('list [group|folder]')
    .description(
      'list the scenarios by group; those of one, or of a folder of your own, with their claims',
    )
    .option('--group <group>', 'only this group')
    .option('--json', 'as JSON')
    .action(async (what, options) =>
      (await import('./commands/list.ts')).list(what, options, apilab.opts(), stopOnSignals),
    );

  apilab
    .command('show [id|file]')
    .description('show what a scenario claims, how it is played and what proves it')
    .option('--source', 'with the source: the pattern, then how it is got wrong')
    .addOption(
      new Option('--diff <variant>', 'only what a naive variant does differently').conflicts(
        'source',
      ),
    )
    .action(async (id, options) => {
      if (id === undefined && (await chosenInstead('show'))) return;
      const { show } = await import('./commands/show.ts');
      await orChosen('show', () => show(id, options, apilab.opts(), stopOnSignals));
    });

  apilab
    .command('copy <id> <folder>')
    .description('write the correct code of a scenario out, to run and change alone')
    .action(async (id, folder) => {
      const { copy } = await import('./commands/copy.ts');
      await orChosen('copy', () => copy(id, folder));
    });

  apilab
    .command('new <file>')
    .description('begin a scenario of your own, in a file that plays as it is')
    .action(async (file) => (await import('./commands/new.ts')).newScenario(file));

  apilab
    .command('replay <transcript>')
    .description('show a saved run again, without any server; - reads standard input')
    .addOption(wire())
    .option('--step <step>', 'show from this step on, by number or id', stepName)
    .addOption(steps())
    .addOption(output())
    .action(async (file, options) =>
      (await import('./commands/replay.ts')).replay(file, options, apilab.opts(), stopOnSignals()),
    );

  const progress = apilab
    .command('progress')
    .description('what you know, what is weak, what comes next; take it along, start over')
    .option('--json', 'as JSON')
    .usage('[options] [command]')
    .argument('[command]')
    .helpCommand(true)
    .action(async (typed, options) => {
      const { showProgress } = await import('./commands/progress.ts');
      await showProgress(typed, options, apilab.opts(), stopOnSignals());
    });
  progress
    .command('path')
    .description('print where it is kept')
    .action(async () => (await import('./commands/progress.ts')).progressPath());
  progress
    .command('export')
    .description('print it as JSON')
    .option('-o, --output <file>', 'write it to a file')
    .action(async (options) => (await import('./commands/progress.ts')).exportProgress(options));
  progress
    .command('import <file>')
    .description(
      'put an export in its place; what was there stays beside it; - reads standard input',
    )
    .action(async (file) => (await import('./commands/progress.ts')).importProgress(file));
  progress
    .command('reset')
    .description('start over; what was there stays beside it')
    .option('--yes', 'without asking')
    .action(async (options) =>
      (await import('./commands/progress.ts')).resetProgress(
        options,
        apilab.opts(),
        stopOnSignals(),
      ),
    );

  apilab
    .command('completion')
    .description('print a script that teaches a shell the words of apilab')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action(async (shell) => (await import('./commands/completion.ts')).completion(shell));

  return apilab;
}
