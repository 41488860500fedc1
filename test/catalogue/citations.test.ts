import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citationProblems } from '../../src/knowledge/citation.ts';
import { facts } from '../../src/knowledge/facts/all.ts';
import { sectionsOf, standards } from '../../src/knowledge/standards.ts';

const root = join(import.meta.dirname, '../..');

/** Text files below a folder, relative to the package, but for tests: they cite what is not there. */
function filesIn(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file) && !/\.test\.ts$/.test(file))
    .map((file) => `${folder}/${file}`);
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** What is wrong with the citations of a text, each with the file. */
function problemsIn(file: string, citations: readonly string[]): readonly string[] {
  return citations.flatMap((citation) =>
    citationProblems(citation).map((problem) => `${file}: ${problem}`),
  );
}

describe('a citation names a document of standards.yaml and a section that it has', () => {
  it('in facts', () => {
    const sources = facts.flatMap(({ name, source, values = {}, readings = [] }) => {
      const meanings = readings.flatMap((reading) => [
        reading,
        ...Object.values(reading.values ?? {}),
      ]);
      const others = [...Object.values(values), ...meanings];
      const cited = others.flatMap((each) => (each.source === undefined ? [] : [each.source]));
      return [source, ...cited].map((each) => [name, each] as const);
    });
    const standing = sources.filter(([, source]) => source !== 'no standard; common practice');
    expect(standing.flatMap(([name, source]) => problemsIn(name, [source]))).toEqual([]);
  });

  it('in the engine, in scenarios and in parts, as a word and a section', () => {
    const files = [
      ...filesIn('src', /\.ts$/),
      ...filesIn('scenarios', /\.ts$/),
      ...filesIn('parts', /\.ts$/),
    ];
    const wrong = files.flatMap((file) => {
      const quoted = [...read(file).matchAll(/'([a-z][a-z0-9-]* §[^'\n]+)'/g)];
      return problemsIn(
        file,
        quoted.map(([, citation = '']) => citation),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('as evidence and in the prose of lessons and cards', () => {
    const files = filesIn('scenarios', /(?:chapter\.md|intro\.md|outro\.md|\.yaml)$/);
    const wrong = files.flatMap((file) => {
      const text = read(file).replace(/\s+/g, ' ');
      const inBrackets = [...text.matchAll(/\[([a-z][a-z0-9-]* §[^\]]+)\]/g)];
      const asEvidence = [...read(file).matchAll(/standard: *["']?([^"'\n}]+)/g)];
      const bare = text.replaceAll(/\[[^\]]*§[^\]]*\]|standard: *["']?[^"'}]*?§[^-}]*/g, '');
      const citations = [...inBrackets, ...asEvidence].map(([, citation = '']) => citation.trim());
      return [
        ...problemsIn(
          file,
          citations.filter((citation) => citation.includes('§')),
        ),
        ...(bare.includes('§') ? [`${file}: cite in brackets, such as [rfc9110 §13.1.1].`] : []),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('written out in comments and documents', () => {
    const files = [
      ...filesIn('src', /\.ts$/),
      ...filesIn('scenarios', /(?:\.ts|cases\.md)$/),
      ...filesIn('parts', /\.ts$/),
      ...filesIn('docs', /\.md$/),
      'README.md',
    ];
    const documents = Object.values(standards()).filter((each) => sectionsOf(each).length > 0);
    const wrong = files.flatMap((file) => {
      const text = read(file);
      return documents.flatMap((document) => {
        const sections = citedOf(text, document.name);
        const listed = sectionsOf(document);
        return sections
          .filter((section) => !listed.includes(section))
          .map((section) => `${file}: ${document.name} has no section '${section}'.`);
      });
    });
    expect(wrong).toEqual([]);
  });
});

/** The numbered sections that a text cites behind the name of a document: `RFC 9110 §9.2.1, §9.2.2`. */
function citedOf(text: string, name: string): readonly string[] {
  const escaped = name.replace(/[^\w\s]/g, '\\$&');
  const places = text.matchAll(new RegExp(`${escaped}((?:,?(?: and)? §\\d+(?:\\.\\d+)*)+)`, 'g'));
  return [...places].flatMap(([, sections = '']) => sections.match(/\d+(?:\.\d+)*/g) ?? []);
}
