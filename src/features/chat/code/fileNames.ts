// File names out of answers. A model wrote them, so only a plain path below the workspace is believed.

const longestPath = 200;
/** Names that mean a device on Windows, whatever follows the dot. */
const devices = /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$)(?:\.|$)/i;
/** Signs no file needs: controls, what turns the direction of writing or cannot be seen, and what Windows refuses. */
const strange = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}<>:"|?*]/u;
/** What is in there is run by others. */
const guarded = /^(?:\.git|git~\d+|\.hg|\.svn)$/i;

/** The path with `/` between its parts, or undefined where it would lead anywhere else than below a folder. */
export function safeRelativePath(file: string): string | undefined {
  const path = file.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
  if (path.length > longestPath || !path.split('/').every(isPlainName)) return undefined;
  return path;
}

function isPlainName(name: string): boolean {
  return name !== '' && !/^\.{1,2}$/.test(name) && !/^[~\s]|[.\s]$/.test(name) && !strange.test(name) && !devices.test(name) && !guarded.test(name);
}

const extensions: Readonly<Record<string, string>> = {
  typescript: 'ts', javascript: 'js', mjs: 'mjs', cjs: 'cjs', python: 'py', py3: 'py', ruby: 'rb', rust: 'rs', golang: 'go', csharp: 'cs', 'c#': 'cs', 'c++': 'cpp', kotlin: 'kt',
  markdown: 'md', yaml: 'yml', bash: 'sh', shell: 'sh', zsh: 'sh', console: 'sh', powershell: 'ps1', pwsh: 'ps1', batch: 'bat', perl: 'pl', haskell: 'hs', elixir: 'ex',
  clojure: 'clj', fsharp: 'fs', 'f#': 'fs', julia: 'jl', latex: 'tex', terraform: 'tf', graphql: 'graphql', text: 'txt', plaintext: 'txt', mermaid: 'mmd', jsonc: 'jsonc',
};
const wholeNames: Readonly<Record<string, string>> = { dockerfile: 'Dockerfile', docker: 'Dockerfile', makefile: 'Makefile', make: 'Makefile', cmake: 'CMakeLists.txt' };

/** The path an answer named for its code, or else a name that suits the language. */
export function proposedPath(file: string | undefined, language: string): string {
  return (file === undefined ? undefined : safeRelativePath(file)) ?? nameForLanguage(language);
}

function nameForLanguage(language: string): string {
  const key = language.toLowerCase();
  const whole = Object.hasOwn(wholeNames, key) ? wholeNames[key] : undefined;
  const known = Object.hasOwn(extensions, key) ? extensions[key] : undefined;
  return whole ?? `snippet.${known ?? (/^[a-z0-9]{1,10}$/.test(key) ? key : 'txt')}`;
}

/** `a/b.ts`, `a/b-2.ts`, `a/b-3.ts`: a name that is still free is proposed, never one that is taken. */
export function numbered(path: string, count: number): string {
  if (count < 2) return path;
  const slash = path.lastIndexOf('/') + 1;
  const dot = path.indexOf('.', slash + 1);
  return dot === -1 ? `${path}-${count}` : `${path.slice(0, dot)}-${count}${path.slice(dot)}`;
}
