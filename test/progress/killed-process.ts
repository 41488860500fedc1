/**
 * A process of its own that is killed while it rewrites a file.
 *
 * @module
 */
import { rewrite } from '../../src/progress/atomic-file.ts';

rewrite(process.argv[2] ?? '', () => {
  process.kill(process.pid, 'SIGKILL');
  return 'never written';
});
