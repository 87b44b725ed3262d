// Code for people to try things on.

/** Two small blocks, and a larger one with flaws that inspection finds. It must stay the largest. */
export const codeSamples = `**Code.** A block knows its language and, where there is one, its file.

\`\`\`sh
npm test
\`\`\`

\`\`\`go greet.go
func greet(name string) string {
	return "Hello, " + name
}
\`\`\`

And here is something to look at more closely. It has flaws on purpose:

\`\`\`ts src/cart.ts
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export interface Item {
  name: string;
  price: number;
  count: number;
}

// TODO: take the currency into account
export function total(items: Item[], discount = 0): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price * item.count;
  }
  if (discount == 0) return sum;
  return sum * (1 - discount);
}

export async function loadCarts(folder: string, names: string[]): Promise<number[]> {
  const totals: number[] = [];
  names.forEach(async (name) => {
    try {
      const text = await readFile(join(folder, name), 'utf8');
      totals.push(total(JSON.parse(text)));
    } catch {}
  });
  debugger;
  return totals;
}
\`\`\`

Type \`explain\` or \`review\`, and I go through it. Do you see why \`loadCarts\` always returns an empty list?`;
