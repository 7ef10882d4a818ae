// Sites that nobody prepared: a webmail that is rendered by its server, a page per mail, with the mail
// and the editor in frames; a CRM in one page; a workspace of web components. All keep what was sent.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const MAIL = {
  subject: 'Samples of the new coating',
  from: 'Ingrid Sol',
  email: 'ingrid@solpaint.test',
  date: 'Mon 16 Nov 2026 10:41',
  text: '<p>Hello Ola,</p><p>could you send us a sample of the coating? Our lab would test it in December.</p><p>Ingrid</p>',
};
const STYLE = 'body{font:15px/1.5 system-ui,sans-serif;margin:0;color-scheme:light dark}table{border-spacing:8px 2px}iframe{display:block;width:100%;height:150px;border:1px solid #8885}nav{padding:8px 16px;border-bottom:1px solid #8885}nav a{margin-inline-end:16px}form,.p{padding:12px 16px}';

/** @param {string} title @param {string} body */
const page = (title, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body>${body}</body></html>`;

/** Serves them all. */
export async function serveUnknown() {
  /** @type {string[]} */
  const sent = [];
  const state = { release: '1' };
  /** @param {string} name */
  const css = (name) => `w${state.release}${[...`${state.release}${name}`].reduce((sum, letter) => (sum * 33 + letter.charCodeAt(0)) % 9973, 5)}`;
  const bar = () => `<nav class="${css('bar')}"><a href="/">Inbox</a><a href="/mail">Newest mail</a><a href="/">Sent</a></nav>`;
  const head = (/** @type {string} */ label, /** @type {string} */ value) => `<tr class="${css('row')}"><td class="${css('label')}">${label}:</td><td class="${css('value')}">${value}</td></tr>`;
  const pages = /** @type {Record<string, () => string>} */ ({
    '/': () => page('Post', `${bar()}<div class="p"><ul><li><a href="/mail">${MAIL.from}: ${MAIL.subject}</a></li></ul></div>`),
    '/mail': () => page('Post', `${bar()}<div class="p ${css('mail')}"><table class="${css('heads')}">${head('Subject', MAIL.subject)}${head('From', `${MAIL.from} &lt;${MAIL.email}&gt;`)}${head('To', 'Ola Rep &lt;ola@ourside.test&gt;')}${head('Date', MAIL.date)}</table><iframe class="${css('frame')}" src="/mail/text"></iframe><p><a href="/reply">Answer</a> <a href="/">Delete</a></p></div>`),
    '/mail/text': () => page('', MAIL.text),
    '/reply': () => page('Post', `${bar()}<form class="${css('form')}" method="post" action="/sent"><p><input class="${css('to')}" name="rcpt" value="${MAIL.email}"></p><p><input class="${css('sub')}" name="sub" value="Re: ${MAIL.subject}"></p><iframe class="${css('edit')}" src="/editor"></iframe><textarea name="text" hidden></textarea><p><button class="${css('go')}">Send now</button> <a href="/mail">Back</a></p></form><script>document.forms[0].addEventListener('submit',()=>{document.forms[0].text.value=document.querySelector('iframe').contentDocument.body.innerText})</script>`),
    '/editor': () => '<!doctype html><html><head><meta charset="utf-8"><title></title></head><body contenteditable="true"><p><br></p></body></html>',
    '/framed': () => page('Post', `${bar()}<div class="p"><h1>${MAIL.subject}</h1><iframe name="write" class="${css('write')}" style="height:320px" src="/write"></iframe></div>`),
    '/write': () => page('', `<form class="${css('form')}" method="post" action="/sent"><p><label>Recipients <input class="${css('to')}" name="rcpt" value="${MAIL.email}"></label></p><p><textarea class="${css('text')}" name="text" rows="6" cols="60"></textarea></p><p><button class="${css('go')}">Send now</button></p></form>`),
    '/crm': () => readFileSync(new URL('../pages/unknown/crm.html', import.meta.url), 'utf8'),
    '/parts': () => readFileSync(new URL('../pages/unknown/parts.html', import.meta.url), 'utf8'),
    '/parts.js': () => readFileSync(new URL('../pages/unknown/parts.js', import.meta.url), 'utf8'),
    '/crm.js': () => readFileSync(new URL('../pages/unknown/crm.js', import.meta.url), 'utf8'),
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        sent.push(decodeURIComponent(body.replace(/\+/g, ' ')));
        response.writeHead(303, { location: '/' }).end();
      });
      return;
    }
    const made = pathname in pages ? pages[pathname] : undefined;
    response.writeHead(made ? 200 : 404, { 'content-type': pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(made?.() ?? '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    url,
    sent,
    /** Another release of the webmail: every class name is another. @param {string} release */
    release: (release) => {
      state.release = release;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
