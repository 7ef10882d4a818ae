// Reads the visible list of conversations.
import { LIMITS, find, isShown } from './dom.js';
import { firstPeople, firstValue } from './rules.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('./rules.js').Findings} Findings */
/** @typedef {import('../protocol.js').Row} Row */

/**
 * @param {Recipe} recipe
 * @param {Document} doc
 * @param {Findings} findings
 * @returns {Row[] | null} `null` when no list is visible
 */
export function readRows(recipe, doc, findings) {
  const { list: rules, item, start } = recipe.rows;
  for (const rule of rules) {
    const lists = find(rule.select?.startsWith(':self') ? doc.documentElement : doc, rule.select ?? '', recipe.bodies).filter(isShown);
    const items = lists.flatMap((list) => find(list, item, recipe.bodies, LIMITS.rows * 3)).filter(isShown);
    const visible = rule.select === ':self' ? items.length > 0 : lists.length > 0;
    if (!visible) continue;
    findings.note('rows', rule.name);
    const rows = grouped(items, start).map((group) => readRow(recipe, group, findings));
    return distinct(rows.filter((row) => row.thread_id !== null || !recipe.rows.needs_id)).slice(0, LIMITS.rows);
  }
  return null;
}

/**
 * A conversation may take several table rows; the one with the sender begins it.
 * @param {Element[]} items
 * @param {string} start
 * @returns {Element[][]}
 */
function grouped(items, start) {
  /** @type {Element[][]} */
  const groups = [];
  for (const item of items) {
    if (!start || item.querySelector(start) || !groups.length) groups.push([item]);
    else groups.at(-1)?.push(item);
  }
  return groups;
}

/**
 * @param {Recipe} recipe
 * @param {Element[]} group
 * @param {Findings} findings
 * @returns {Row}
 */
function readRow(recipe, group, findings) {
  const rules = recipe.rows;
  /** @param {'thread_id' | 'subject' | 'date_ms'} field */
  const value = (field) => {
    for (const part of group) {
      const found = firstValue(rules[field], part, recipe.bodies);
      if (found) findings.note(`row.${field}`, found.rule);
      if (found) return found.value;
    }
    return null;
  };
  const date = value('date_ms');
  const people = group.map((part) => firstPeople(rules.people, part, recipe.bodies)).find((found) => found?.people.length);
  const first = group[0];
  const unread = first?.matches(rules.unread) ?? null;
  return {
    thread_id: value('thread_id')?.toString() ?? null,
    people: people?.people ?? [],
    subject: value('subject')?.toString() ?? null,
    date_ms: typeof date === 'number' ? date : null,
    unread: unread || first?.matches(rules.read) ? unread : null,
  };
}

/** @param {Row[]} rows */
function distinct(rows) {
  const seen = new Set();
  return rows.filter((row) => row.thread_id === null || (!seen.has(row.thread_id) && seen.add(row.thread_id)));
}
