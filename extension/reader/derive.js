// Derivations that a recipe can name: from what a page holds to what a field means.
import { addressIn } from './dom.js';

/** @typedef {{params?: string[], base?: string}} Options */

/**
 * Gmail's ids carry the time of arrival: id >> 20 is milliseconds since 1970, UTC.
 * Checked on captures of 2014 to 2025. Random ids (`a:r…`) do not parse and give `null`.
 * @param {bigint | null} id
 */
function timeOfId(id) {
  if (id === null) return null;
  const ms = Number(id >> 20n);
  // Ids before 2004 or far ahead are no times: Gmail did not exist, or the id is of another kind.
  return ms > 1_080_000_000_000 && ms < 4_102_444_800_000 ? ms : null;
}

/** @param {string} text */
function hexId(text) {
  return /^[0-9a-f]{10,16}$/.test(text) ? BigInt(`0x${text}`) : null;
}

/** @param {string} text `#msg-f:<decimal>` or `#thread-f:<decimal>` */
function decimalId(text) {
  const digits = /(?:msg|thread)-f:(\d{12,20})$/.exec(text)?.[1];
  return digits ? BigInt(digits) : null;
}

/**
 * `jslog` holds base64 of JSON with the ids, behind numbered labels.
 * @param {string} text
 * @param {'msg' | 'thread'} what
 */
function jslogId(text, what) {
  for (const [, coded] of text.matchAll(/(?:^|[;\s])\d+:([A-Za-z0-9+/=]{16,})/g)) {
    const id = decimalId(new RegExp(`${what}-f:\\d+`).exec(decoded(coded ?? ''))?.[0] ?? '');
    if (id !== null) return id;
  }
  return null;
}

/** @param {string} coded */
function decoded(coded) {
  try {
    return atob(coded.slice(0, coded.length - (coded.length % 4)));
  } catch {
    return '';
  }
}

/** The zeros of the digits that mail interfaces are painted in beside 0 to 9. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

/** @param {string} text */
function westernDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((each) => code >= each && code < each + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

/** @param {bigint | null} id */
const asHex = (id) => (id === null ? null : id.toString(16));

/** @type {Record<string, (raw: string, options: Options) => string | number | null>} */
const DERIVATIONS = {
  'gmail-id-time': (raw) => timeOfId(hexId(raw)),
  'gmail-decimal-id-time': (raw) => timeOfId(decimalId(raw)),
  'gmail-hex-id': (raw) => asHex(decimalId(raw)),
  'gmail-jslog-message': (raw) => asHex(jslogId(raw, 'msg')),
  'gmail-jslog-thread': (raw) => asHex(jslogId(raw, 'thread')),
  'gmail-jslog-time': (raw) => timeOfId(jslogId(raw, 'msg')),
  'iso-time': (raw) => (Number.isNaN(Date.parse(raw)) ? null : Date.parse(raw)),
  'after-label': (raw) => raw.replace(/^[^:：]{1,30}[:：]\s*/, ''),
  'with-digits': (raw) => (/\p{Nd}/u.test(raw) ? raw : null),
  address: (raw) => addressIn(raw),
  count: (raw) => Number(/\d{1,6}/.exec(westernDigits(raw))?.[0] ?? Number.NaN) || null,
  'url-params': (raw, { params = [], base }) => {
    const query = new URL(raw, base).searchParams;
    const values = params.map((name) => query.get(name));
    return values.every(Boolean) ? values.join('/') : null;
  },
};

/**
 * Applies a named derivation; `null` when the raw value does not hold what it looks for.
 * @param {string} name
 * @param {string} raw
 * @param {Options} options
 * @returns {string | number | null}
 */
export function derive(name, raw, options) {
  try {
    return DERIVATIONS[name]?.(raw, options) ?? null;
  } catch {
    return null;
  }
}
