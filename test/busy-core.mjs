// Keeps a core busy until it is killed or its parent is gone.
process.on('disconnect', () => process.exit());
const work = () => {
  for (let n = 0; n < 1e7; n++);
  setImmediate(work);
};
work();
