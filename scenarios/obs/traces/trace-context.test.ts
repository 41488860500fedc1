import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextFields, readContext } from './trace-context.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

const read = (traceparent: string, tracestate = '') =>
  readContext(new Headers({ traceparent, tracestate }));

describe('traceparent', () => {
  it.each([
    ['00', `00-${ID}-${SPAN}-01`, true],
    ['no record', `00-${ID}-${SPAN}-00`, false],
    ['flags of the future', `00-${ID}-${SPAN}-fe`, false],
    ['a version of the future', `cc-${ID}-${SPAN}-01`, true],
    ['more behind it, in a version of the future', `cc-${ID}-${SPAN}-01-what-comes`, true],
  ])('is read: %s', (_, value, isSampled) => {
    expect(read(value)).toEqual({ traceId: ID, spanId: SPAN, isSampled, state: [] });
  });

  it.each([
    ['', 'nothing'],
    [`00-${'0'.repeat(32)}-${SPAN}-01`, 'no trace'],
    [`00-${ID}-${'0'.repeat(16)}-01`, 'no span'],
    [`ff-${ID}-${SPAN}-01`, 'the forbidden version'],
    [`00-${ID.toUpperCase()}-${SPAN}-01`, 'upper case'],
    [`00-${ID}-${SPAN}-01-more`, 'more behind it, in version 00'],
    [`cc-${ID}-${SPAN}-01.more`, 'no dash behind it'],
    [`00-${ID}-${SPAN}-1`, 'too short'],
    [`00-${ID}-${SPAN}`, 'no flags'],
    [`00-${ID}-${SPAN}-01, 00-${ID}-${SPAN}-01`, 'two of them'],
  ])('is as good as none: %s (%s)', (value) => {
    expect(read(value)).toBeUndefined();
  });

  it('comes out as it was read, from whatever is valid', () => {
    const hex = (digits: number) =>
      fc.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`)).filter((each) => !/^0+$/.test(each));
    fc.assert(
      fc.property(hex(32), hex(16), fc.boolean(), (traceId, spanId, isSampled) => {
        const context = { traceId, spanId, isSampled, state: [] };
        const { traceparent } = contextFields(context);
        expect(read(traceparent)).toEqual(context);
      }),
    );
  });

  it('takes no text for more than it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (traceparent, tracestate) => {
        const fields = new Map([
          ['traceparent', traceparent],
          ['tracestate', tracestate],
        ]);
        const context = readContext({ get: (name) => fields.get(name) ?? null });
        if (context) expect(contextFields(context).traceparent).toMatch(/^00-[0-9a-f]{32}-/);
      }),
    );
  });
});

describe('tracestate', () => {
  const value = `00-${ID}-${SPAN}-01`;
  const sent = (state: string) => {
    const context = read(value, state);
    return context && contextFields(context).tracestate;
  };

  it('has the own member first, once, and the others in their order', () => {
    expect(sent('congo=a, shop=old ,,rojo=b')).toBe(`shop=${SPAN},congo=a,rojo=b`);
  });

  it.each([
    ['a broken member', 'congo'],
    ['a key twice', 'congo=a,congo=b'],
    ['33 members', Array.from({ length: 33 }, (_, n) => `k${n}=v`).join(',')],
    ['a value without end', `congo=${'a'.repeat(300)}`],
  ])('is dropped whole with %s, and the trace goes on', (_, state) => {
    expect(read(value, state)).toMatchObject({ traceId: ID, state: [] });
    expect(sent(state)).toBeUndefined();
  });

  it('keeps 32 members: the last gives way', () => {
    const members = Array.from({ length: 32 }, (_, n) => `k${n}=v`);
    expect(sent(members.join(','))?.split(',')).toHaveLength(32);
  });
});
