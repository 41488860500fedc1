import { describe, expect, it } from 'vitest';
import { typedFault } from '../../../src/cli/typed/typed-fault.ts';
import { describeFault, faultHelp, faultKindNames } from '../../../src/tap/index.ts';

describe.each(faultKindNames)('the help of %s', (kind) => {
  const { about, options, example } = faultHelp[kind] ?? { about: '', options: {}, example: '' };

  it('has an example that is understood', () => {
    expect(describeFault(typedFault(example))).not.toBe('');
  });

  it('is made of sentences', () => {
    expect(about).toMatch(/^[A-Z].*\.$/);
  });

  it('names the options that it has, and no others', () => {
    const known = /has no field "x", only kind, (.*);/;
    const complaint = () => typedFault(`${example}${example.includes(':') ? ',' : ':'}x=1`);
    expect(complaint).toThrow(known);
    try {
      complaint();
    } catch (error) {
      const [, fields = ''] = known.exec(String(error)) ?? [];
      const own = fields.split(', ').filter((name) => !['connection', 'times'].includes(name));
      expect(own.sort()).toEqual(Object.keys(options).sort());
    }
  });
});
