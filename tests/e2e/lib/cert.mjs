// A certificate of our own for the hosts that the tests stand in for, made anew for each run:
// no key lies in the repository and no tool need be installed. DER by hand (X.690; RFC 5280, 4.1).
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** @param {number} tag @param {Buffer[]} parts */
function der(tag, ...parts) {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  // As short as can be, or it is no DER.
  const digits = body.length.toString(16);
  const length = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

const sequence = (/** @type {Buffer[]} */ ...parts) => der(0x30, ...parts);
const hex = (/** @type {string} */ text) => Buffer.from(text, 'hex');
const ECDSA_WITH_SHA256 = sequence(der(0x06, hex('2a8648ce3d040302')));
const COMMON_NAME = hex('550403');
const ALTERNATIVE_NAMES = hex('551d11');

/** @param {Date} day */
const utcTime = (day) => der(0x17, Buffer.from(`${day.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

/** @param {string} name */
const nameOf = (name) => sequence(der(0x31, sequence(der(0x06, COMMON_NAME), der(0x0c, Buffer.from(name)))));

/**
 * A self-signed certificate for these hosts, good for a week around today.
 * @param {string[]} hosts
 * @returns {{ key: string, cert: string }} both PEM
 */
export function selfSigned(hosts) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [now, day] = [Date.now(), 86_400_000];
  const name = nameOf('Askback tests');
  const names = sequence(...hosts.map((host) => der(0x82, Buffer.from(host))));
  const toSign = sequence(
    der(0xa0, der(0x02, hex('02'))),
    der(0x02, Buffer.concat([hex('01'), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    name,
    sequence(utcTime(new Date(now - day)), utcTime(new Date(now + 6 * day))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(der(0x06, ALTERNATIVE_NAMES), der(0x04, names)))),
  );
  const signature = der(0x03, hex('00'), sign('sha256', toSign, privateKey));
  const lines = sequence(toSign, ECDSA_WITH_SHA256, signature).toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
