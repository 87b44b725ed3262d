// Learns how many tokens a model really makes of what we count, from the usage it reports. What a server reports may be anything.

/** What was learned of a model: the logarithm of its factor, and how much speaks for it. */
interface Learned {
  readonly log: number;
  readonly weight: number;
}

/** What is kept between sessions: plain data. */
export type CalibrationState = Readonly<Record<string, Learned>>;

export interface Calibration {
  /** Tokens for each token counted; `prior` until something was learned. Always finite and between the bounds around `prior`. */
  factor(model: string, prior: number): number;
  /** One observation: we counted so many where the vendor reported so many. Nonsense is passed over; true when something was learned. */
  learn(model: string, counted: number, reported: number, prior: number): boolean;
  state(): CalibrationState;
}

/** No vocabulary is further from another than this. */
const bound = Math.log(2.5);
/** How far one observation may pull: one strange answer must not spoil what many taught. */
const reach = 0.2;
/** Fewer tokens than this say more about overhead than about the vocabulary. */
const least = 30;
/** Tokens that weigh as much as one full observation. */
const full = 1_000;
/** Old observations fade: later ones always have this share. */
const mostWeight = 10;
const mostModels = 200;

export function createCalibration(kept: unknown = {}): Calibration {
  const models = new Map<string, Learned>(readState(kept));
  return {
    factor(model, prior) {
      const learned = models.get(model);
      if (!learned) return prior;
      return Math.exp(clamp(learned.log, Math.log(prior) - bound, Math.log(prior) + bound));
    },
    learn(model, counted, reported, prior) {
      if (!isCount(counted) || !isCount(reported) || counted < least) return false;
      const centre = Math.log(prior);
      const observed = Math.log(reported / counted);
      // Beyond the bounds it is not the same text that was counted, such as hidden reasoning.
      if (Math.abs(observed - centre) > bound) return false;
      const { log, weight } = models.get(model) ?? { log: centre, weight: 0.5 };
      const gained = Math.min(1, counted / full);
      const step = gained / (weight + gained);
      const next = { log: clamp(log + step * clamp(observed - log, -reach, reach), centre - bound, centre + bound), weight: Math.min(mostWeight, weight + gained) };
      models.delete(model);
      models.set(model, next);
      for (const oldest of models.keys()) if (models.size > mostModels) models.delete(oldest);
      return true;
    },
    state: () => Object.fromEntries(models),
  };
}

function isCount(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}

/** What was kept may have been written by anybody. */
function readState(kept: unknown): [string, Learned][] {
  if (typeof kept !== 'object' || kept === null) return [];
  return Object.entries(kept as Record<string, unknown>).slice(0, mostModels).flatMap(([model, value]): [string, Learned][] => {
    if (typeof value !== 'object' || value === null) return [];
    const { log, weight } = value as Partial<Record<string, unknown>>;
    if (typeof log !== 'number' || typeof weight !== 'number' || !Number.isFinite(log) || !Number.isFinite(weight) || weight < 0) return [];
    return [[model, { log: clamp(log, -2, 2), weight: Math.min(mostWeight, weight) }]];
  });
}
