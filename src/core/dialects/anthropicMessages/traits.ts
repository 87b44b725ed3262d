// What the generations of Claude take and refuse, as one table. A request that a model refuses costs a person their turn.

/** How a model differs from the others on this wire. */
export interface ModelTraits {
  /** Whether effort or a budget of tokens says how much to think. */
  readonly thinking: 'adaptive' | 'budget';
  /** Whether it thinks when nothing is said about it. */
  readonly thinksUnasked: boolean;
  /** The word that turns thinking off, `unsaid` where silence does, undefined where nothing does. */
  readonly off: 'disabled' | 'between_tools' | 'unsaid' | undefined;
  /** Whether it can be made to call a tool, which always excludes thinking. */
  readonly forcedTools: boolean;
  /** Whether it takes temperature and top-p, which needs the older version of the API. */
  readonly sampling: boolean;
  /** Whether it goes on with the beginning of an answer. */
  readonly prefill: boolean;
  /** Whether its thinking is bound to all that came before it. */
  readonly bindsThinking: boolean;
  /** The shortest prefix it caches, in tokens. */
  readonly cacheFloor: number;
}

const classic: ModelTraits = {
  thinking: 'budget', thinksUnasked: false, off: 'disabled', forcedTools: true, sampling: true, prefill: true, bindsThinking: false, cacheFloor: 1024,
};

const newest: ModelTraits = {
  thinking: 'adaptive', thinksUnasked: true, off: undefined, forcedTools: false, sampling: false, prefill: false, bindsThinking: true, cacheFloor: 512,
};

const silent: ModelTraits = { ...newest, thinksUnasked: false, off: 'unsaid', forcedTools: true, bindsThinking: false, cacheFloor: 1024 };

/** The first row that fits counts. Opus 5.5, Fable 5.1 and whatever comes after them are the last row but one. */
const table: readonly (readonly [RegExp, ModelTraits])[] = [
  [/(?:fable|mythos)-5(?![-.]\d(?!\d))|mythos-preview/, { ...newest, bindsThinking: false }],
  [/sonnet-5[-.]5(?!\d)/, { ...newest, off: 'between_tools' }],
  [/haiku-5[-.]5(?!\d)/, { ...newest, off: 'disabled', forcedTools: true }],
  [/opus-5(?![-.]\d(?!\d))/, { ...newest, off: 'disabled', forcedTools: true, bindsThinking: false }],
  [/sonnet-5(?![-.]\d(?!\d))/, { ...newest, off: 'disabled', forcedTools: true, bindsThinking: false, cacheFloor: 1024 }],
  [/opus-4[-.]8(?!\d)/, silent],
  [/opus-4[-.]7(?!\d)/, { ...silent, cacheFloor: 2048 }],
  [/opus-4[-.]6(?!\d)/, { ...silent, sampling: true, cacheFloor: 4096 }],
  [/sonnet-4[-.]6(?!\d)/, { ...silent, sampling: true }],
  [/(?:opus|haiku)-4[-.]5(?!\d)/, { ...classic, cacheFloor: 4096 }],
  [/claude-(?:instant|v?[1-3](?!\d))|claude-[a-z]+-[1-4](?!\d)/, classic],
  [/claude/, newest],
  // Somebody else's model behind this wire: what it looked like when others copied it.
  [/(?:)/, classic],
];

/** What is known from a model's name, however a platform decorates it. */
export function traitsOf(model: string): ModelTraits {
  const name = model.toLowerCase();
  return table.find(([pattern]) => pattern.test(name))?.[1] ?? classic;
}
