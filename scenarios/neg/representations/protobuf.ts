import { createRequire } from 'node:module';
import type { Type } from 'protobufjs';
import type { Dish } from './menu.ts';

/**
 * The schema that both sides must have: in the bytes stand numbers of fields, and no names.
 *
 * Money is a whole number of cents: as a float most prices cannot be written exactly.
 */
export const SCHEMA = `
  syntax = "proto3";
  message Dish {
    uint32 id = 1;
    string name = 2;
    uint32 cents = 3;
  }
  message Menu {
    repeated Dish dishes = 1;
  }
`;

/** The message type of a menu. */
export function menuType(schema: string): Type {
  // Loaded when it is first used: it is large, and most menus are asked for as JSON.
  const require = createRequire(import.meta.url);
  const { parse }: typeof import('protobufjs') = require('protobufjs');
  return parse(schema).root.lookupType('Menu');
}

let menu: Type | undefined;

export function dishesToProtobuf(dishes: readonly Dish[]): Uint8Array {
  menu ??= menuType(SCHEMA);
  return menu.encode(menu.create({ dishes })).finish();
}

/** @throws if the bytes are no menu */
export function protobufToDishes(bytes: Uint8Array): readonly Dish[] {
  menu ??= menuType(SCHEMA);
  const { dishes }: { dishes?: Dish[] } = menu.toObject(menu.decode(bytes), { arrays: true });
  return dishes ?? [];
}
