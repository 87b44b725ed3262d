// The words of the manifest: they stand in package.nls.json by a key, so that they can be translated.

/** Fields that people read, wherever they are. */
const readable = new Set(['title', 'label', 'name', 'description', 'markdownDescription']);
/** Not ours to translate, or not words. */
const kept = new Set(['default', 'enum', 'menus']);
/** The name of the house is the same everywhere. */
const house = 'Parley';

/** The same value with `%key%` for each text that people read; the texts go into `words`. */
export function keyed(value: unknown, words: Map<string, string>, path = ''): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, index) => keyed(item, words, join(path, nameOf(item) ?? String(index))));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, inner]: [string, unknown]) => {
    if (kept.has(field)) return [field, inner];
    if (typeof inner !== 'string' || !readable.has(field) || inner === house || inner === '') return [field, keyed(inner, words, join(path, field))];
    const key = join(path, field);
    words.set(key, inner);
    return [field, `%${key}%`];
  }));
}

/** What an entry of a list is known by, so that its key stays when others come before it. */
function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { command, id } = item as { readonly command?: unknown; readonly id?: unknown };
  return typeof command === 'string' ? command : typeof id === 'string' ? id : undefined;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
