// Reads a function's name as the sentence it usually stands for. Only verbs whose meaning is beyond doubt.

const verbs: Readonly<Record<string, string>> = {
  add: 'adds', append: 'appends', apply: 'applies', build: 'builds', calculate: 'calculates', check: 'checks', clear: 'clears', close: 'closes',
  compute: 'computes', connect: 'connects', convert: 'converts', copy: 'copies', count: 'counts', create: 'creates', decode: 'decodes', delete: 'deletes',
  download: 'downloads', draw: 'draws', encode: 'encodes', ensure: 'makes sure of', escape: 'escapes', export: 'exports', extract: 'extracts', fetch: 'fetches',
  fill: 'fills', filter: 'filters', find: 'finds', format: 'formats', generate: 'generates', get: 'gets', greet: 'greets', import: 'imports', init: 'prepares',
  insert: 'inserts', install: 'installs', join: 'joins', list: 'lists', load: 'loads', log: 'logs', make: 'makes', map: 'maps', measure: 'measures', merge: 'merges',
  move: 'moves', normalize: 'normalizes', open: 'opens', parse: 'parses', print: 'prints', read: 'reads', receive: 'receives', register: 'registers', remove: 'removes',
  rename: 'renames', render: 'renders', replace: 'replaces', reset: 'resets', resolve: 'resolves', run: 'runs', save: 'saves', search: 'searches', send: 'sends',
  set: 'sets', show: 'shows', sort: 'sorts', split: 'splits', start: 'starts', stop: 'stops', store: 'stores', sum: 'sums up', test: 'tests', toggle: 'toggles',
  transform: 'transforms', update: 'updates', upload: 'uploads', validate: 'validates', verify: 'verifies', wait: 'waits for', write: 'writes',
};

/** `loadUserById` is read as "loads user by id"; undefined where the name says nothing sure. */
export function readName(name: string): string | undefined {
  const words = wordsOf(name);
  const [first, ...rest] = words;
  if (first === undefined || rest.length === 0) return undefined;
  const object = rest.join(' ');
  if (first === 'is' || first === 'has' || first === 'can' || first === 'should') return `answers yes or no (${words.join(' ')})`;
  if (first === 'on' || first === 'handle') return `reacts to ${object}`;
  if (first === 'to') return `turns into ${object}`;
  if (first === 'use') return undefined;
  if (first === 'test') return undefined;
  const verb = Object.hasOwn(verbs, first) ? verbs[first] : undefined;
  return verb === undefined ? undefined : `${verb} ${object}`;
}

function wordsOf(name: string): string[] {
  return name
    .slice(0, 80)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_$#-]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()));
}
