// `cargo xtask pages DIR [--json]`: the shipped reader in a real Chromium over every NAME.html of
// a folder that has a NAME.expected.json, served under the site's own host.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { launch } from './lib/browser.mjs';
import { serveHosts } from './lib/hosts.mjs';
import { checkPage } from './lib/page-check.mjs';
import { pagesOf, siteOf } from './lib/sites.mjs';
import { listen } from './lib/worker.mjs';

/** At least this share of the fields must be right. */
const ENOUGH = 0.98;

/** @typedef {Awaited<ReturnType<typeof checkPage>>} PageReport */

/** @param {string} dir @param {(report: PageReport) => void} tell */
async function checkFolder(dir, tell) {
  // Pages that differ only in how they load their script share what must be read of them.
  const told = [dir, dirname(dir)].find((place) => readdirSync(place).some((file) => file.endsWith('.expected.json'))) ?? dir;
  const names = readdirSync(told)
    .filter((file) => file.endsWith('.expected.json'))
    .map((file) => file.replace(/\.expected\.json$/, ''))
    .filter((name) => existsSync(join(dir, `${name}.html`)))
    .sort();
  if (names.length === 0) throw new Error(`${dir} holds no NAME.expected.json`);
  const site = siteOf(dir);
  const hosts = await serveHosts({ [site.host]: pagesOf(dir, site) });
  const session = await launch({ kind: 'chromium', hosts });
  const reports = [];
  try {
    await session.grant(`https://${site.host}/*`);
    const own = await session.open('inspect.html');
    const heard = await listen(session);
    for (const name of names) {
      const expected = JSON.parse(readFileSync(join(told, `${name}.expected.json`), 'utf8'));
      const report = await checkPage({ session, own, heard, site }, name, expected);
      reports.push(report);
      tell(report);
    }
  } finally {
    await session.close();
    await hosts.close();
  }
  return reports;
}

/** @param {unknown} value */
const short = (value) => {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

/** @param {PageReport} report */
function print(report) {
  const count = (/** @type {string} */ mark) => report.fields.filter((field) => field.mark === mark).length;
  console.log(`${report.page}: ${count('right')} right, ${count('missing')} missing, ${count('wrong')} wrong`);
  for (const { field, mark, expected, got } of report.fields) {
    if (mark === 'right') console.log(`    right    ${field}`);
    else console.log(`    ${mark.padEnd(8)} ${field}\n             expected ${short(expected)}\n             got      ${short(got)}`);
  }
  for (const { what, ok, say } of report.sends) console.log(`    ${ok ? 'caught' : 'FAILED'}   ${what}: ${say}`);
  for (const error of report.errors) console.log(`    ERROR    ${error}`);
}

/** @param {PageReport[]} reports */
function summary(reports) {
  const fields = reports.flatMap((report) => report.fields);
  const count = (/** @type {string} */ mark) => fields.filter((field) => field.mark === mark).length;
  const sends = reports.flatMap((report) => report.sends);
  const share = fields.length ? count('right') / fields.length : 0;
  const caught = sends.filter(({ ok }) => ok).length;
  const errors = reports.flatMap((report) => report.errors).length;
  return {
    pages: reports.length,
    fields: fields.length,
    right: count('right'),
    missing: count('missing'),
    wrong: count('wrong'),
    share,
    sends: sends.length,
    caught,
    errors,
    passed: share >= ENOUGH && count('wrong') === 0 && caught === sends.length && errors === 0,
  };
}

const [dir, ...flags] = process.argv.slice(2);
if (!dir) {
  console.error('usage: cargo xtask pages DIR [--json]');
  process.exit(2);
}
const json = flags.includes('--json');
const reports = await checkFolder(resolve(dir), json ? () => {} : print);
const sum = summary(reports);
if (json) console.log(JSON.stringify({ summary: sum, pages: reports }, null, 1));
else {
  console.log(
    `\n${sum.pages} pages, ${sum.fields} fields: ${sum.right} right (${(sum.share * 100).toFixed(2)} %), ` +
      `${sum.missing} missing, ${sum.wrong} wrong; Send: ${sum.caught} of ${sum.sends} caught once and released once` +
      `${sum.errors ? `; ${sum.errors} errors` : ''}`,
  );
}
process.exitCode = sum.passed ? 0 : 1;
