// Numbers of many runs, and the table that they make.

/**
 * @typedef {object} Row one line of the report
 * @property {string} what
 * @property {Limit} [limit] without one, the line is there to be known
 * @property {number[]} samples
 * @property {number[]} [empty] the same on the empty extension
 * @property {number[]} [base] for a growth: the same with the small ledger
 * @property {string} [unit] `ms` unless said
 * @property {string} [note]
 */

/** @typedef {{ at: 'median' | 'p95' | 'p99', most: number, growth?: boolean }} Limit */

/**
 * The value below which a share of the runs lies.
 * @param {number[]} samples @param {number} share
 */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[index] ?? NaN;
}

/** @param {number[]} samples */
export const median = (samples) => quantile(samples, 0.5);

const SHARES = { median: 0.5, p95: 0.95, p99: 0.99 };

/**
 * What is held against the limit: a time, or how much larger the large ledger's median is.
 * @param {Row} row
 */
export function held({ limit, samples, base }) {
  if (!limit) return NaN;
  const value = quantile(samples, SHARES[limit.at]);
  return limit.growth ? value / quantile(base ?? [], SHARES[limit.at]) - 1 : value;
}

/** @param {Row} row @returns {'ok' | 'OVER' | ''} */
export function verdict(row) {
  if (!row.limit) return '';
  return held(row) <= row.limit.most ? 'ok' : 'OVER';
}

/** @param {number} value */
const number = (value) => (Number.isNaN(value) ? '' : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

/** @param {Row} row */
function budget({ limit, unit = 'ms' }) {
  if (!limit) return '';
  return limit.growth ? `+${limit.most * 100} %` : `${limit.most} ${unit}${limit.at === 'median' ? '' : ` ${limit.at}`}`;
}

/** @param {Row} row */
function cells(row) {
  const { samples, empty = [], base = [] } = row;
  const growth = row.limit?.growth ? ` (${held(row) >= 0 ? '+' : ''}${(held(row) * 100).toFixed(0)} %)` : '';
  const single = samples.length === 1;
  return [
    row.what,
    budget(row),
    number(median(samples)) + growth,
    single ? '' : number(quantile(samples, 0.95)),
    row.limit?.at === 'p99' ? number(quantile(samples, 0.99)) : '',
    base.length ? number(median(base)) : '',
    empty.length ? `${number(median(empty))} / ${number(quantile(empty, 0.95))}` : '',
    single ? '' : String(samples.length),
    verdict(row),
  ];
}

const HEAD = ['what', 'budget', 'median', 'p95', 'p99', 'with 100', 'empty: median / p95', 'runs', ''];

/** @param {Row[]} rows @returns {string} */
export function table(rows) {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const line = (/** @type {string[]} */ parts) => parts.map((part, column) => (column === 0 ? part.padEnd(widths[0] ?? 0) : part.padStart(widths[column] ?? 0))).join(' | ').trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join(' | ');
  const notes = rows.filter((row) => row.note).map((row) => `  ${row.what}: ${row.note}`);
  return [line(HEAD), rule, ...lines.slice(1).map(line), '', ...notes].join('\n');
}

/** @param {Row} row what is kept of it for programs */
export function record(row) {
  const of = (/** @type {number[]} */ samples) => ({ runs: samples.length, median: median(samples), p95: quantile(samples, 0.95), p99: quantile(samples, 0.99), most: Math.max(...samples) });
  const { what, limit = null, samples, empty, base, unit = 'ms', note = '' } = row;
  return { what, unit, limit, held: limit && held(row), verdict: verdict(row), measured: of(samples), empty: empty && of(empty), base: base && of(base), note };
}
