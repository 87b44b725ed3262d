// What stands in a cell: a number or a day, however it was written. What cannot be read is undefined, never 0.

/** Amounts with a currency sign, with thousands, with a decimal comma where commas do not separate. */
export function numberIn(cell: string): number | undefined {
  const bare = cell.trim().replace(/^'/, '').replaceAll(/[$\s\u00A0]/g, '');
  const digits = /^[-+]?\d+,\d+$/.test(bare) && !/^[-+]?\d{1,3},\d{3}$/.test(bare) ? bare.replace(',', '.') : /^[-+]?\d{1,3}(?:\.\d{3})+,\d+$/.test(bare) ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '');
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?$/i.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

const dayLength = 86_400_000;

/** The start of the UTC day that a date, a time or seconds since the epoch lie in. A time that names no zone is UTC. */
export function dayIn(cell: string): number | undefined {
  const text = cell.trim();
  if (/^\d{9,11}(?:\.\d+)?$/.test(text)) return startOf(Number(text) * 1000);
  const date = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|UTC|[-+]\d{2}:?\d{2}|[-+]\d{2})?)?$/i.exec(text);
  if (!date) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone = 'Z'] = date;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (real.getUTCMonth() !== Number(month) - 1 || real.getUTCDate() !== Number(day)) return undefined;
  const offset = /^([-+])(\d{2}):?(\d{2})?$/.exec(zone);
  return startOf(offset ? at - (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * 60_000 : at);
}

function startOf(at: number): number | undefined {
  return Math.abs(at) <= 8.64e15 ? Math.floor(at / dayLength) * dayLength : undefined;
}

/** One name for a model, however it is written: without provider, date and case, dots and spaces as hyphens. */
export function modelKey(name: string): string {
  const bare = name.trim().toLowerCase().replaceAll(/[\s._@]+/g, '-');
  return bare.slice(bare.lastIndexOf('/') + 1).replace(/-(?:20\d{2}-?\d{2}-?\d{2})$/, '').slice(0, 200);
}
