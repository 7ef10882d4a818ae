// The part of `cargo xtask demo --pictures` that shows a manager's page: the files of three reps, each
// written by the real worker from a ledger of its own; and a rule that is too strict for one of them.
import { day, written } from './lib/exports.mjs';
import { says } from './lib/stage.mjs';

/** @typedef {import('./lib/exports.mjs').Rep} Rep */

/**
 * Somebody asked for something so many days ago.
 * @param {Rep} rep @param {string} name @param {string} kind @param {number} ago @param {object} [fields]
 * @returns {Promise<[string, string]>} the prospect and the request
 */
async function asked(rep, name, kind, ago, fields = {}) {
  const prospect = `${name.split(' ')[0]?.toLowerCase()}.test`;
  const record = { prospect, name, asked_by: `office@${prospect}`, asked_on: day(ago), thread: '', fields: { kind, ...fields } };
  const reply = await rep.ask({ change: { record } });
  return [prospect, reply.done.event];
}

/** @type {Record<string, (rep: Rep) => Promise<unknown>>} */
const REPS = {
  async Anna(rep) {
    const [mill, demo] = await asked(rep, 'Aldersyde Mills', 'demo', 12, { purpose: 'See a change of shade', outcome: 'Their CFO signs' });
    await rep.deliver(mill, demo, 6);
    await asked(rep, 'Aldersyde Mills', 'quote', 3);
    const [crane, sample] = await asked(rep, 'Brandt Cranes', 'sample', 20, { purpose: 'Test the coupling', outcome: 'They order forty' });
    await rep.deliver(crane, sample, 15);
    await rep.answer(crane, sample, 'yes');
    await rep.end(crane, 'won');
    const [dark] = await asked(rep, 'Corvin Labs', 'demo', 60);
    await rep.wrote(dark, 41);
  },
  async Ben(rep) {
    const [lake, poc] = await asked(rep, 'Lakeside Clinics', 'proof_of_concept', 25, { purpose: 'Bookings without paper', outcome: 'The board decides' });
    await rep.deliver(lake, poc, 4);
    await asked(rep, 'Morrow Foods', 'more_time', 5);
    const [no, call] = await asked(rep, 'Nordhaven Port', 'call', 30);
    await rep.deliver(no, call, 28);
    await rep.answer(no, call, 'no');
    await rep.end(no, 'no');
  },
  async Chiara(rep) {
    await asked(rep, 'Aldersyde Mills', 'call', 2);
    const [post, demo] = await asked(rep, 'Postwick Print', 'demo', 9, { purpose: 'Proofs on one screen', outcome: 'A start in May' });
    await rep.deliver(post, demo, 5);
    await rep.answer(post, demo, 'partly');
  },
};

/**
 * Puts other ledgers in the place of the rep's.
 * @param {import('./lib/browser.mjs').Session} session
 * @param {import('./lib/stage.mjs').Stage} stage
 */
export async function theTeam(session, stage) {
  const own = await session.open('inspect.html');
  /** @type {Record<string, string>} */
  const files = {};
  for (const [name, play] of Object.entries(REPS)) files[`${name}.jsonl`] = await written(session, own, play);
  await own.close();
  const page = await session.open('team.html');
  await page.setViewport({ width: 1100, height: 1100 });
  await page.evaluate((files) => {
    const chosen = new DataTransfer();
    for (const [name, text] of Object.entries(files)) chosen.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: chosen, bubbles: true, cancelable: true }));
  }, files);
  await says(page, /3 files of 3 reps open/);
  await stage.shot(page, 'team', 'A manager\u2019s page: the files of several reps side by side, and nothing of them kept');
  await page.close();
  await aRuleTooStrict(session, stage);
}

/**
 * The last rep sends against a rule again and again.
 * @param {import('./lib/browser.mjs').Session} session @param {import('./lib/stage.mjs').Stage} stage
 */
async function aRuleTooStrict(session, stage) {
  const ledger = await session.open('ledger.html');
  await ledger.setViewport({ width: 1000, height: 600 });
  const sent = { send_anyway: { prospect: 'postwick.test', rules: ['second_request'], reason: 'they insisted' } };
  for (let times = 0; times < 5; times += 1) await session.ask(ledger, { panel: { change: sent } });
  await ledger.reload();
  await says(ledger, /you sent 5 of them anyway/);
  await ledger.evaluate(() => [...document.querySelectorAll('p, h3')].find((one) => /sent 5 of them anyway/.test(one.textContent ?? ''))?.scrollIntoView({ block: 'center' }));
  await stage.shot(ledger, 'loosening', 'A rule that is sent against most of the time proposes its own loosening');
  await ledger.close();
}
