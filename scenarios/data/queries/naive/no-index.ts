/** The foreign key is there, so there will be an index for it. */
export const NO_INDEX = '';
