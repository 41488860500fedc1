import type { Type } from 'protobufjs';
import { type MediaType, WRITERS, type Write } from '../forms.ts';
import { menuType, SCHEMA } from '../protobuf.ts';

let menu: Type | undefined;

/** Somebody wrote the price down as a number with a point, and a float is smallest for that. */
export const floatPrice: Readonly<Record<MediaType, Write>> = {
  ...WRITERS,
  'application/protobuf'(dishes) {
    menu ??= menuType(SCHEMA.replace('uint32 cents', 'float price'));
    const priced = dishes.map(({ id, name, cents }) => ({ id, name, price: cents / 100 }));
    return menu.encode(menu.create({ dishes: priced })).finish();
  },
};
