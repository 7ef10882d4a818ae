// As much of IMAP as it takes to look into a mailbox (RFC 3501): log in, select, read all mails.
import { connect } from 'node:net';

/**
 * Reads all mails of a folder, each as its whole source.
 * @param {{ port: number, user: string, password: string, folder?: string }} box
 * @returns {Promise<string[]>}
 */
export async function mailsIn({ port, user, password, folder = 'INBOX' }) {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('latin1');
  let heard = '';
  /** @type {() => void} */
  let wake = () => {};
  socket.on('data', (text) => {
    heard += text;
    wake();
  });
  /** @type {Error | null} */
  let broken = null;
  socket.on('error', (error) => {
    broken = error;
    wake();
  });
  let number = 0;
  /** @param {string} command @returns {Promise<string>} what the server said to it */
  const ask = async (command) => {
    const tag = `a${(number += 1)}`;
    socket.write(`${tag} ${command}\r\n`);
    for (;;) {
      if (broken) throw broken;
      const end = heard.search(new RegExp(`^${tag} .*\\r\\n`, 'm'));
      if (end >= 0) {
        const [said, rest] = [heard.slice(0, end), heard.slice(end)];
        const line = rest.slice(0, rest.indexOf('\r\n'));
        heard = rest.slice(line.length + 2);
        if (!line.startsWith(`${tag} OK`)) throw new Error(`IMAP: ${command.split(' ')[0]}: ${line}`);
        return said;
      }
      await new Promise((done) => (wake = () => done(undefined)));
    }
  };
  try {
    await ask(`LOGIN "${user}" "${password}"`);
    const selected = await ask(`EXAMINE "${folder}"`);
    if (/^\* 0 EXISTS/m.test(selected)) return [];
    return literals(await ask('FETCH 1:* BODY.PEEK[]'));
  } finally {
    socket.end();
  }
}

/** @param {string} said @returns {string[]} */
function literals(said) {
  const found = [];
  const head = /\{(\d+)\}\r\n/g;
  for (let match = head.exec(said); match; match = head.exec(said)) {
    const length = Number(match[1]);
    found.push(Buffer.from(said.slice(head.lastIndex, head.lastIndex + length), 'latin1').toString('utf8'));
    head.lastIndex += length;
  }
  return found;
}
