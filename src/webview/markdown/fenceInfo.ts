// Reads the line that opens a code fence: ```ts src/a.ts, ```ts:src/a.ts, ```ts title="src/a.ts".

/** What the opening line of a fence says. */
export interface FenceInfo {
  readonly language: string;
  readonly file?: string;
}

const named = /(?:^|\s)(?:title|file|filename|path)=(?:"([^"]+)"|'([^']+)'|(\S+))/i;
const fileLike = /^[^\s={}]*[./\\][^\s={}]*$/;

/** Never fails: what it cannot read is no language and no file. */
export function readFenceInfo(info: string): FenceInfo {
  const [first = '', ...rest] = info.trim().split(/\s+/);
  const colon = first.indexOf(':');
  const language = (colon > 0 ? first.slice(0, colon) : first).replace(/^\{?\.?/, '').replace(/\}$/, '');
  const attribute = named.exec(info);
  const file = attribute?.[1] ?? attribute?.[2] ?? attribute?.[3] ?? (colon > 0 ? first.slice(colon + 1) : rest.find((word) => fileLike.test(word)));
  if (!file) return { language };
  return { language, file };
}
