import { problem, problemText } from 'apilab/parts/http/problem';
import { expect, it } from 'vitest';

it('answers with its status, its media type, and the members in the order of the RFC', async () => {
  const answer = problem({
    status: 422,
    detail: 'A product has a price in whole cents.',
    title: 'No product',
    type: 'https://shop.test/problems/no-product',
  });
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.text()).toBe(
    '{"type":"https://shop.test/problems/no-product","title":"No product","status":422,' +
      '"detail":"A product has a price in whole cents."}',
  );
});

it('sends more fields, and leaves out members that are not there', async () => {
  const answer = problem({ status: 405 }, { Allow: 'GET, HEAD' });
  expect(answer.headers.get('allow')).toBe('GET, HEAD');
  expect(await answer.json()).toEqual({ status: 405 });
});

it('adds extensions, but lets none replace a member of the standard', () => {
  const extensions = { balance: 30, status: 200, instance: '/elsewhere' };
  expect(JSON.parse(problemText({ status: 403, type: '/problems/credit', extensions }))).toEqual({
    type: '/problems/credit',
    status: 403,
    balance: 30,
  });
});
