/** A batch is as long as it is. */
export const noLimit = (): boolean => false;
