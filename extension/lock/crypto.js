// What a passphrase locks: a random secret, wrapped by a key that is derived from the passphrase, and
// the keys that are made of the secret. All of it WebCrypto; nothing here is a cipher of our own.

/** Rounds of PBKDF2-SHA-256 (OWASP Password Storage Cheat Sheet, 2023). Stored, so that it can rise. */
export const ROUNDS = 600_000;
/** What a file may ask for: fewer protect nothing, more would hold the page for minutes. */
const [FEWEST, MOST] = [100_000, 10_000_000];
const KDF = 'PBKDF2-SHA-256';
const CIPHER = 'AES-GCM';
/** Octets of an initialisation vector (NIST SP 800-38D: 96 bits), and of a mark of a key. */
const [IV, MARK] = [12, 16];

/** @typedef {{ kdf: string, rounds: number, salt: string, key: string }} Wrapped a secret as it lies on the disk; `salt` and `key` in base64 */
/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** @param {string} text */
export const bytesOf = (text) => /** @type {Bytes} */ (encoder.encode(text));
/** @param {Bytes} bytes */
export const textOf = (bytes) => decoder.decode(bytes);

/** @param {Bytes} bytes @returns {string} base64 */
export function coded(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** @param {string} text base64 @returns {Bytes} */
export const decoded = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** @param {number} length @returns {Bytes} */
export const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** That a passphrase is not the one. */
export class WrongPassphrase extends Error {
  constructor() {
    super('This is not the passphrase. Nothing was changed.');
  }
}

/**
 * @param {CryptoKey} key @param {Bytes} plain @param {string} about what it belongs to: it opens there alone
 * @returns {Promise<Bytes>} a vector of its own, and the ciphertext with its tag
 */
export async function seal(key, plain, about) {
  const iv = random(IV);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: CIPHER, iv, additionalData: bytesOf(about) }, key, plain));
  const all = new Uint8Array(IV + sealed.length);
  all.set(iv);
  all.set(sealed, IV);
  return all;
}

/**
 * @param {CryptoKey} key @param {Bytes} sealed @param {string} about
 * @returns {Promise<Bytes>} rejects for another key, another place, or a changed octet
 */
export async function unseal(key, sealed, about) {
  const iv = sealed.subarray(0, IV);
  return new Uint8Array(await crypto.subtle.decrypt({ name: CIPHER, iv, additionalData: bytesOf(about) }, key, sealed.subarray(IV)));
}

/** @param {string} passphrase @param {Bytes} salt @param {number} rounds */
async function derived(passphrase, salt, rounds) {
  // The same signs however a keyboard composes them (NIST SP 800-63B, 5.1.1.2).
  const material = await crypto.subtle.importKey('raw', bytesOf(passphrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, material, { name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']);
}

/** What a wrapped secret is bound to. @param {Wrapped} wrapped */
const bound = ({ kdf, rounds, salt }) => `askback secret\n${kdf}\n${rounds}\n${salt}`;

/** @param {Bytes} secret @param {string} passphrase @returns {Promise<Wrapped>} */
export async function wrap(secret, passphrase) {
  const salt = random(16);
  const wrapped = { kdf: KDF, rounds: ROUNDS, salt: coded(salt), key: '' };
  wrapped.key = coded(await seal(await derived(passphrase, salt, ROUNDS), secret, bound(wrapped)));
  return wrapped;
}

/** @param {any} wrapped of a file, so of any shape @returns {wrapped is Wrapped} */
export function isWrapped(wrapped) {
  const { kdf, rounds, salt, key } = wrapped ?? {};
  return kdf === KDF && Number.isInteger(rounds) && rounds >= FEWEST && rounds <= MOST && [salt, key].every((text) => typeof text === 'string' && /^[a-z0-9+/]+=*$/i.test(text) && text.length < 200);
}

/** @param {Wrapped} wrapped @param {string} passphrase @returns {Promise<Bytes>} the secret */
export async function unwrap(wrapped, passphrase) {
  const key = await derived(passphrase, decoded(wrapped.salt), wrapped.rounds);
  try {
    return await unseal(key, decoded(wrapped.key), bound(wrapped));
  } catch {
    throw new WrongPassphrase();
  }
}

/**
 * @param {Bytes} secret @param {string} use @param {AesKeyGenParams | HmacKeyGenParams} what
 * @param {KeyUsage[]} may
 */
async function made(secret, use, what, may) {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bytesOf(`askback ${use}`) }, material, what, false, may);
}

/** The key of a file's lines. @param {Bytes} secret */
export const fileKey = (secret) => made(secret, 'file', { name: CIPHER, length: 256 }, ['encrypt', 'decrypt']);

/** The keys of the ledger: of its values, and of the marks that stand in its keys. @param {Bytes} secret */
export async function ledgerKeys(secret) {
  const [values, marks] = await Promise.all([
    made(secret, 'values', { name: CIPHER, length: 256 }, ['encrypt', 'decrypt']),
    made(secret, 'keys', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign']),
  ]);
  return { values, marks };
}

/** @param {CryptoKey} key @param {string} text @returns {Promise<string>} that tells nothing of the text, and is always the same for it */
export async function markOf(key, text) {
  const mark = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytesOf(text)));
  return coded(mark.subarray(0, MARK)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
