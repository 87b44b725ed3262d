// `npm run catalog`: writes catalog.json from two public price lists, and says where they differ.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CatalogFile, type CatalogModel, catalogSchema } from '../catalogFile.ts';
import { readGenaiPrices } from './genaiPrices.ts';
import { genaiKey, mergeSources, piKey, rulesKey } from './merge.ts';
import { piAiFiles, readPiAi } from './piAi.ts';
import { piAiData, piAiDate, piAiVersion } from './piAiPackage.ts';
import { applyVendorRules, rulesDate } from './vendorRules.ts';

/** The day the installed release of genai-prices is of. The package does not tell it. */
const genaiDates: Readonly<Record<string, string>> = { '0.1.8': '2026-09-23' };

async function generate(): Promise<void> {
  const data = await piAiData();
  const pi = Object.entries(piAiFiles).flatMap(([file, provider]) => {
    if (!data.has(file)) throw new Error(`pi-ai has no file "${file}" any more.`);
    return readPiAi(provider, data.get(file));
  });
  const genaiVersion = await installedVersion();
  const genaiDate = genaiDates[genaiVersion];
  if (genaiDate === undefined) throw new Error(`Say in generate.ts which day genai-prices ${genaiVersion} is of.`);
  const { models, differences } = mergeSources(readGenaiPrices(), pi, piAiDate);
  const file: CatalogFile = {
    version: 1,
    sources: {
      [genaiKey]: { name: `genai-prices ${genaiVersion}`, date: genaiDate },
      [piKey]: { name: `pi-ai ${piAiVersion}`, date: piAiDate },
      [rulesKey]: { name: 'what vendors publish as a rule', date: rulesDate },
    },
    models: applyVendorRules(models),
  };
  const text = print(file);
  catalogSchema.parse(JSON.parse(text));
  await writeFile(join(import.meta.dirname, '../catalog.json'), text);
  for (const difference of differences) process.stdout.write(`${difference}\n`);
  const priced = file.models.filter(({ prices }) => prices).length;
  process.stdout.write(`${file.models.length} models, ${priced} with prices, ${differences.length} differences, ${text.length} characters\n`);
}

async function installedVersion(): Promise<string> {
  const manifest = await readFile(join(import.meta.dirname, '../../../../../node_modules/@pydantic/genai-prices/package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** One model a line, so that a change of one price is a change of one line. */
function print({ version, sources, models }: CatalogFile): string {
  const lines = models.map((model: CatalogModel) => JSON.stringify(model));
  return `{"version":${version},"sources":${JSON.stringify(sources)},"models":[\n${lines.join(',\n')}\n]}\n`;
}

try {
  await generate();
} catch (failure) {
  process.stderr.write(`The catalogue was not written. ${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
}
