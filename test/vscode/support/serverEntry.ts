// What really runs as the server: VS Code's own, plus the one answer its usual wrapper gives in its stead. The
// window encrypts secrets with a key of which half is kept by the server; without `POST /mint-key` no secret is kept.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The half key of this data folder; made on first use, so that secrets survive a restart of the server. */
function halfKey(dataFolder: string): Buffer {
  const file = join(dataFolder, 'serve-web-key-half');
  try {
    return readFileSync(file);
  } catch {
    const key = randomBytes(32);
    writeFileSync(file, key, { mode: 0o600 });
    return key;
  }
}

const [main, ...given] = process.argv.slice(2);
const dataFolder = given[given.indexOf('--user-data-dir') + 1];
if (!main || !dataFolder) throw new Error('The server needs its main file and a --user-data-dir.');

const emit = Reflect.get(Server.prototype, 'emit');
Server.prototype.emit = function (this: Server, event: string, ...values: unknown[]): boolean {
  const [request, response] = values;
  if (event === 'request' && request instanceof IncomingMessage && response instanceof ServerResponse) {
    if (request.method === 'POST' && request.url?.split('?')[0] === '/mint-key') {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(halfKey(dataFolder));
      return true;
    }
  }
  return Boolean(Reflect.apply(emit, this, [event, ...values]));
};

process.argv = [process.execPath, main, ...given];
await import(pathToFileURL(main).href);
