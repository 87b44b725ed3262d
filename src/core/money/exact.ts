// Exact sums of money: whole numbers of 1e-18 dollars, so that no figure picks up the dust of binary fractions.

const digits = 18;

/** A decimal number as it is written, in units of 1e-18. What is finer than that is cut off. */
export function toUnits(value: number): bigint {
  const [mantissa = '0', exponent = '0'] = String(value).toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.replace('-', '').split('.');
  const shift = digits + Number(exponent) - fraction.length;
  const all = BigInt(whole + fraction);
  const units = shift >= 0 ? all * 10n ** BigInt(shift) : all / 10n ** BigInt(-shift);
  return mantissa.startsWith('-') ? -units : units;
}

/** The nearest number. */
export function fromUnits(units: bigint): number {
  const sign = units < 0n ? '-' : '';
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  return Number(`${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`);
}

/** What `count` things cost at `rate` per `per` of them, `factor` times, in units. */
export function priceOf(count: number, rate: number, per: bigint, factor = 1): bigint {
  const scale = 10n ** BigInt(digits);
  // Counts are whole; an estimate may not be, and keeps its fraction.
  return (toUnits(count) * toUnits(rate) * toUnits(factor)) / scale / scale / per;
}
