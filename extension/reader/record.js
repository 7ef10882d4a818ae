// Reads the open record of a CRM: what it is, whose it is, and where it stands.
import { firstField, firstPeople, firstValue } from './rules.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('../protocol.js').CrmRecord} CrmRecord */

/**
 * @param {Recipe} recipe
 * @param {import('./thread.js').OpenThread | null} open the painted view: hidden older ones are none
 * @param {import('./rules.js').Findings} findings
 * @returns {CrmRecord | null} `null` where the view is no record
 */
export function readRecord(recipe, open, findings) {
  const rules = recipe.record;
  const fence = `${recipe.bodies}, ${recipe.composers}`;
  const kind = rules && open && firstValue(rules.kind, open.root, fence);
  if (!kind) return null;
  const { root } = open;
  /** @param {'title' | 'company' | 'website' | 'stage' | 'amount' | 'close_date'} field */
  const value = (field) => {
    const found = firstField(rules[field], root, fence);
    if (found?.value || field === 'title') findings.note(`record.${field}`, found?.rule ?? null);
    return found?.value || null;
  };
  const people = firstPeople(rules.people, root, fence);
  const record = {
    kind: String(kind.value),
    title: value('title'),
    company: value('company'),
    website: value('website'),
    people: people?.people ?? [],
    stage: value('stage'),
    amount: value('amount'),
    close_date: value('close_date'),
  };
  findings.note('record.kind', kind.rule);
  // Whose it is must be told by one of them: an address, a site, or at least a name.
  const told = record.people.length > 0 || record.company || record.website;
  findings.note('record.people', told ? (people?.rule ?? 'company') : null);
  return record;
}
