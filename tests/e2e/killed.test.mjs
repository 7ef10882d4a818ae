// The worker is ended between any two steps of the story, as the browser may do at any time: the
// outcome stays the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneSession } from './lib/suite.mjs';
import { kill } from './lib/worker.mjs';

const all = oneSession();
const ADDRESS = 'mara@prospect.test';
/** The prospect's identity, which the first answer tells. */
let prospect = ADDRESS;

/** @param {object} command @returns {Promise<any>} */
const change = (command) => all.session.ask(all.own, { panel: { change: command } });

/**
 * The steps of a request's life; each is told what the steps before it gave.
 * @type {((request: string) => object)[]}
 */
const STEPS = [
  () => ({ record: { prospect: ADDRESS, name: 'Prospect', asked_by: ADDRESS, asked_on: null, thread: 't', fields: { kind: 'demo', words: 'Could we see it?' } } }),
  (request) => ({ amend: { prospect, request, fields: { purpose: 'To see the export' } } }),
  (request) => ({ amend: { prospect, request, fields: { outcome: 'They start with one site' } } }),
  (request) => ({ deliver: { prospect, request, on: null, what: 'the demo' } }),
  (request) => ({ question_asked: { prospect, request } }),
  (request) => ({ answer: { prospect, request, answer: 'partly', words: 'the export was missing' } }),
  () => ({ snooze: { prospect, days: 3 } }),
  (request) => ({ deliver: { prospect, request, on: null, what: 'the export' } }),
  (request) => ({ answer: { prospect, request, answer: 'yes', words: 'all of it' } }),
];

/** @returns {Promise<any>} the prospect's record without what differs from run to run */
async function record() {
  const reply = await all.session.ask(all.own, { panel: { prospect: { prospect } } });
  assert.ok(reply.prospect, JSON.stringify(reply));
  const { requests, happenings, snoozed_until } = reply.prospect;
  return {
    requests: requests.map((/** @type {any} */ request) => ({ ...request, id: '' })),
    happenings: happenings.map((/** @type {any} */ one) => one.text),
    snoozed_until,
  };
}

/** Plays all steps; the worker is ended before each of those that `killBefore` names. @param {(step: number) => boolean} killBefore */
async function play(killBefore) {
  let request = '';
  for (const [index, step] of STEPS.entries()) {
    if (killBefore(index)) await kill(all.session);
    const reply = await change(step(request));
    assert.ok(reply.done, `step ${index}: ${JSON.stringify(reply)}`);
    if (index === 0) {
      prospect = reply.done.prospect;
      const found = await all.session.ask(all.own, { panel: { prospect: { prospect } } });
      request = found.prospect.requests[0].id;
    }
  }
  const end = await record();
  await all.session.ask(all.own, { panel: { forget: { prospect } } });
  return end;
}

test('a worker that is ended between any two steps changes nothing', async () => {
  const expected = await play(() => false);
  assert.equal(expected.requests.length, 1);
  for (const [index] of STEPS.entries()) {
    assert.deepEqual(await play((step) => step === index), expected, `ended before step ${index}`);
  }
  assert.deepEqual(await play(() => true), expected, 'ended before each step');
});
