// A fresh process that asks again and again, and tells how long it took until the first text was there.

import { contenders } from './contenders.ts';

const [, , wire = '', name = '', url = '', count = '300'] = process.argv;
const read = contenders[wire]?.[name as 'parley'];
if (!read) throw new Error(`There is no ${name} for ${wire}.`);

const milliseconds: number[] = [];
// The first fifty load and warm what every later one finds ready.
for (let asked = -50; asked < Number(count); asked += 1) {
  const start = performance.now();
  let first = 0;
  await read(url, () => (first = performance.now() - start));
  if (first === 0) throw new Error(`${name} said nothing.`);
  if (asked >= 0) milliseconds.push(first);
}
process.send?.({ milliseconds });
process.disconnect();
