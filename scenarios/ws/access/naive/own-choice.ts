import type { Choose } from '../admission.ts';

/** Speaks what it speaks, whatever was offered. */
export const ownChoice: Choose = () => 'chat.v2';
