// Serves a built page over the loopback, under the policy that the extension gives its own page.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf', '.html': 'text/html' };

/** A running server. */
export interface PageServer {
  readonly origin: string;
  close(): Promise<void>;
}

export async function servePage(folder: string): Promise<PageServer> {
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (name === '') {
      response.setHeader('content-type', 'text/html').end(html(`http://${request.headers.host}`));
      return;
    }
    readFile(join(folder, name)).then(
      (file) => response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream').end(file),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

function html(source: string): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-testing'; font-src ${source}; img-src ${source} data:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Parley</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
</head>
<body>
<div id="root"></div>
<script nonce="testing" src="/page.js"></script>
</body>
</html>`;
}
