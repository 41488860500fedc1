import { readFile } from 'node:fs/promises';
import { type CatalogueEntry, packageRoot } from '../../lab/catalogue/catalogue.ts';

/** What is read of this program's own `package.json`. */
interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The `package.json` of this program, which knows the versions that the code was tested with. */
export async function readPackage(): Promise<Package> {
  return JSON.parse(await readFile(new URL('package.json', packageRoot), 'utf8'));
}

/** The `package.json` of a copy: what its files import, at the versions of the lab. */
export function packageFile(
  { id, title }: CatalogueEntry,
  packages: readonly string[],
  starts: boolean,
  { dependencies, devDependencies }: Package,
): string {
  const known = { ...devDependencies, ...dependencies };
  const versions = (names: readonly string[]) =>
    Object.fromEntries(
      [...names].sort().flatMap((name) => (known[name] ? [[name, known[name]]] : [])),
    );
  const types = packages.map((name) => `@types/${name}`);
  const file = {
    name: id,
    description: title,
    private: true,
    type: 'module',
    scripts: { ...(starts && { start: 'tsx start.ts' }), check: 'tsc' },
    dependencies: versions(packages),
    devDependencies: versions(['@types/node', 'tsx', 'typescript', ...types]),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Strict, and without syntax that Node could not strip by itself. */
export const TSCONFIG = `${JSON.stringify(
  {
    compilerOptions: {
      target: 'es2023',
      module: 'nodenext',
      lib: ['es2023'],
      types: ['node'],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      noEmit: true,
    },
  },
  null,
  2,
)}\n`;
