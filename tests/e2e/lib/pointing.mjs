// Compares what a recipe made by pointing reads with what is right.
import { build } from 'esbuild';

/** The bench's script (`pointing-bench.js`), to be run in a page. */
export async function benchScript() {
  const entry = new URL('./pointing-bench.js', import.meta.url).pathname;
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife' });
  return outputFiles[0]?.text ?? '';
}

/**
 * A list is missing something when it is shorter or holds a gap, and wrong when it holds a value
 * that is not there or stands elsewhere.
 * @param {unknown} expected
 * @param {unknown} got
 * @returns {'right' | 'missing' | 'wrong'}
 */
export function judged(expected, got) {
  if (!Array.isArray(expected)) return got === expected ? 'right' : got === null || got === '' ? 'missing' : 'wrong';
  const list = Array.isArray(got) ? got : [];
  if (list.length === expected.length && list.every((value, index) => value === expected[index])) return 'right';
  const gaps = list.every((value, index) => value === null || (list.length === expected.length ? value === expected[index] : expected.includes(value)));
  return gaps ? 'missing' : 'wrong';
}
