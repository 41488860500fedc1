import { expect, test } from 'vitest';
import { grpcRun } from '../../oracles/recorded-runs.ts';
import { archiveOf } from './archive.ts';

test('gRPC calls are entries with their trailers and status', async () => {
  const log = archiveOf(await grpcRun());
  const told = log.entries.map(({ request, response, comment }) => ({
    path: new URL(request.url).pathname,
    status: response.status,
    sent: request.postData?._encoding,
    ends: response._trailers?.find(({ name }) => name === 'grpc-status')?.value,
    says: comment?.includes('grpc-status: 5 NOT_FOUND'),
  }));
  expect(told).toMatchObject([
    { path: '/shop.Prices/Get', status: 200, ends: '0', says: false },
    { path: '/shop.Prices/Get', status: 200, says: true },
    { path: '/shop.Prices/Watch', status: 200, ends: '0', says: false },
  ]);
});
