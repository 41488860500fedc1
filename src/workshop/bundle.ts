/**
 * Puts the compiled engine into few files, in place: Node takes longer to find and open 350 modules than to run
 * what they hold. The last step of the build.
 *
 * Files that come from outside keep their names: what `bin` starts, what `apilab` exports, workers, what the
 * bench measures. Everything else that one of the `layers` loads lies in a file named by the layers that share
 * it (`lab-run.js`), so that each loads what it needs and little more; commands that are in none have a file of their own.
 *
 * @module
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ChunkingContext,
  type CodeSplittingNameFunction,
  type Plugin,
  rolldown,
} from 'rolldown';

const compiled = fileURLToPath(new URL('../../dist/src/', import.meta.url));

/** Modules that keep their address. */
const entries = [
  'cli/early',
  'cli/program',
  'cli/ending/stuck-watcher',
  'cli/own-scenario/lab-packages',
  'index',
  'testing/index',
  'lab/catalogue/catalogue',
  'lab/scenario/play',
  'tap/index',
  'wire/index',
];

/** What is started often, and fast only if little else is loaded with it. */
const layers: Readonly<Record<string, readonly string[]>> = {
  early: ['cli/early'],
  start: ['cli/program'],
  look: ['cli/commands/list', 'cli/commands/completion'],
  know: ['cli/commands/explain'],
  lab: ['index', 'testing/index'],
  run: ['cli/commands/run'],
};

/** Reads and plays what people wrote, which the build has turned into JSON: left out, and never called. */
const isWritten = (id: string) => /\/content\/(author|proof|rules|written)\//.test(id);

const moduleAt = (name: string) => join(compiled, `${name}.js`);

/** These modules and all that they load at once. */
function closure(roots: readonly string[], graph: ChunkingContext): ReadonlySet<string> {
  const loaded = new Set<string>();
  const open = [...roots];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (loaded.has(id)) continue;
    loaded.add(id);
    open.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return loaded;
}

/** Names the file that a module goes into, by the layers that load it; null if none does. */
function byLayers(): CodeSplittingNameFunction {
  let loaded: readonly (readonly [string, ReadonlySet<string>])[] | undefined;
  return (id, graph) => {
    loaded ??= Object.entries(layers).map(([layer, names]) => [
      layer,
      closure(names.map(moduleAt), graph),
    ]);
    const by = loaded.flatMap(([layer, modules]) => (modules.has(id) ? [layer] : []));
    // Every command loads these two; a test of somebody's own that imports the lab, none of them.
    const first = by.find((layer) => layer === 'early' || layer === 'start');
    if (first !== undefined) return by.includes('lab') ? 'shared' : first;
    return by.length === 0 ? null : by.join('-');
  };
}

/** Lets modules find the files beside them from the file that they are put into. */
const addresses: Plugin = {
  name: 'addresses',
  transform(code, id) {
    const at = JSON.stringify(relative(compiled, id).split(sep).join('/'));
    return code.includes('import.meta.url')
      ? code.replaceAll('import.meta.url', `addressOf(${at})`)
      : undefined;
  },
  renderChunk(code, { fileName }) {
    return code.replaceAll(/addressOf\("([^"]+)"\)/g, (_, module: string) => {
      const way = relative(dirname(fileName), module).split(sep).join('/');
      return `new URL('${way.startsWith('.') ? way : `./${way}`}', import.meta.url).href`;
    });
  },
};

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((name) => [name, moduleAt(name)])),
  platform: 'node',
  external: (id) => (!id.startsWith('.') && !isAbsolute(id)) || isWritten(id),
  plugins: [addresses],
  preserveEntrySignatures: 'allow-extension',
});
const { output } = await bundle.generate({
  format: 'es',
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  // Nothing is renamed or pressed together: a fault is reported with lines of these files.
  minify: 'dce-only',
  minifyInternalExports: false,
  comments: false,
  codeSplitting: {
    // A file depends on those that more layers share, never the other way round.
    includeDependenciesRecursively: false,
    groups: [{ debugName: 'layers', name: byLayers() }],
  },
});

// The scripts of the HTML report are files of their own, and go into a page as they are.
for (const file of await readdir(compiled, { recursive: true })) {
  const stays = file.startsWith(join('report', 'html', 'browser'));
  if (file.endsWith('.js') && !stays) await rm(join(compiled, file));
}
for (const { fileName, ...file } of output) {
  if (file.type !== 'chunk') continue;
  await mkdir(join(compiled, dirname(fileName)), { recursive: true });
  await writeFile(join(compiled, fileName), file.code);
}
