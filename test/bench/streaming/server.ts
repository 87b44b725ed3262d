// A provider in a process of its own, so that its work is not counted: the same 20,000 deltas again and again, one event per write.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wires } from '../../contract/wires.ts';

const [, , wireName = '', count = '20000', batch = '1'] = process.argv;
const wire = wires.get(wireName);
if (!wire) throw new Error(`There is no wire "${wireName}".`);
const events = wire.events({ text: Array.from({ length: Number(count) }, (_, index) => `w${String(index % 1000).padStart(3, '0')} `), usage: { fresh: 100, text: Number(count) } });
const together = Number(batch);
const pieces: Uint8Array[] = [];
for (let start = 0; start < events.length; start += together) {
  pieces.push(Buffer.concat(events.slice(start, start + together).map((event) => Buffer.from(event as Uint8Array))));
}

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    response.writeHead(200, { 'content-type': wire.contentType });
    let index = 0;
    const write = (): void => {
      while (index < pieces.length) {
        const piece = pieces[index++];
        if (piece && !response.write(piece)) return void response.once('drain', write);
      }
      response.end();
    };
    write();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
