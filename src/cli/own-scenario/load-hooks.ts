import * as nodeModule from 'node:module';

const isCompiled = import.meta.url.endsWith('.js');
let areLoaded = false;

/**
 * Lets this process import TypeScript, and lets every file import `apilab` and what the lab itself has
 * installed. Does nothing the second time.
 */
export async function loadHooks(): Promise<void> {
  if (areLoaded) return;
  areLoaded = true;
  // Run from its sources, the program is under tsx already.
  if (isCompiled) (await import('tsx/esm/api')).register();
  const { register, registerHooks }: NodeModule = nodeModule;
  // Hooks that come later are asked first.
  if (registerHooks) {
    const { resolveAtOnce } = await import('./lab-packages.ts');
    registerHooks({ resolve: resolveAtOnce });
  } else {
    register(`./lab-packages${isCompiled ? '.js' : '.ts'}`, import.meta.url);
  }
}

/** What this file uses of `node:module`; the second since Node 22.15 and 23.5. */
interface NodeModule {
  register(specifier: string, parentUrl: string): void;
  registerHooks?(hooks: object): unknown;
}
