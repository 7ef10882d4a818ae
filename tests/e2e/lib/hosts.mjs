// Stands in for whole hosts: the browser's proxy hands each connection for a host that is served
// here to our own server, and refuses every other. So no test reaches the network, and each host
// that the browser asked for is on record.
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { selfSigned } from './cert.mjs';

/**
 * @typedef {{ status?: number, type?: string, body: string | Buffer, headers?: Record<string, string> }} Answer
 * @typedef {(url: URL) => Answer | undefined} Handler
 * @typedef {{ proxyPort: number, asked: Set<string>, set: (host: string, handler: Handler) => void,
 *   close: () => Promise<void> }} Hosts
 */

/** Names that a test may serve; the certificate must name them beforehand. */
const NAMES = ['mail.google.com', 'outlook.office.com', 'acme.lightning.force.com', 'app.hubspot.com', 'acme.pipedrive.com', 'acme.odoo.com', 'sogo.test', 'hostile.test', 'framer.test'];

/**
 * Starts the proxy and the server behind it.
 * @param {Record<string, Handler>} [handlers] by host
 * @returns {Promise<Hosts>}
 */
export async function serveHosts(handlers = {}) {
  const served = new Map(Object.entries(handlers));
  /** @type {Set<string>} */
  const asked = new Set();
  const site = createTlsServer(selfSigned(NAMES), (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const answer = served.get(host)?.(new URL(request.url ?? '/', `https://${host}`));
    const { status = 200, type = 'text/html; charset=utf-8', body = '', headers = {} } = answer ?? { status: 404 };
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
    response.end(body);
  });
  const sitePort = await listen(site);
  const proxy = createHttpServer((_, response) => response.writeHead(502).end());
  proxy.on('connect', (request, client) => {
    const host = (request.url ?? '').replace(/:\d+$/, '');
    asked.add(host);
    client.on('error', () => client.destroy());
    if (!served.has(host)) return client.end('HTTP/1.1 502 Not served here\r\n\r\n');
    const server = connect(sitePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    server.on('error', () => client.destroy());
  });
  const proxyPort = await listen(proxy);
  return {
    proxyPort,
    asked,
    set: (host, handler) => served.set(host, handler),
    close: async () => {
      for (const server of [proxy, site]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}

/** @param {import('node:net').Server} server @returns {Promise<number>} */
function listen(server) {
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
