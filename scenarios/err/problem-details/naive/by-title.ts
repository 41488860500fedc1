import type { Mark } from '../sign-up-form.ts';

/** Knows a problem by its title. */
export const markByTitle: Mark = ({ title, pointers }) => {
  switch (title) {
    case 'The account is not valid':
      return pointers;
    case 'The e-mail address is taken':
      return ['#/email'];
    default:
      return [];
  }
};
