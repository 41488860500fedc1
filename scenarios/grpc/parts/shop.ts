import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot, protoTypesOf } from 'apilab';
import { loadShopProtos, serviceOf } from './shop-protos.ts';

/** Where the contract lies. */
export const protoFolder = fileURLToPath(new URL('protos', packageRoot));

const protos = loadShopProtos(join(protoFolder, 'shop.proto'));

/** The types by which a tap names what messages hold. */
export const protoTypes = protoTypesOf(protos);

/** The service with a call of each kind. */
export const pricesService = serviceOf(protos, 'shop.Prices');

/** The service of which several lie on top of each other. */
export const quotesService = serviceOf(protos, 'shop.Quotes');

/** The service that takes orders. */
export const ordersService = serviceOf(protos, 'shop.Orders');
