// The environment of processes that tests start: what npm, node:test, an outer editor or the developer's own keys
// put there must not reach them. A test that forgets its simulator must fail, not spend somebody's money.

const notInherited = /^(npm_|NODE_TEST_|NODE_OPTIONS$|NODE_V8_COVERAGE$|VSCODE_|ELECTRON_|INIT_CWD$|PARLEY_)/i;
const speaksToProviders = /(_API_KEY|_AUTH_TOKEN|_BASE_URL|_ORG_ID|_PROJECT_ID|_CUSTOM_HEADERS)$|^(AWS|GOOGLE|AZURE|ANTHROPIC|OPENAI|GEMINI)_/i;
const proxies = /^(https?|all)_proxy$/i;

function without(...patterns: readonly RegExp[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !patterns.some((pattern) => pattern.test(name))));
}

/** For an editor under test: no keys, no proxies, a home folder of its own (so no shell profile brings them back). */
export function testEnvironment(home: string, extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...without(notInherited, speaksToProviders, proxies), HOME: home, SHELL: '/bin/sh', ...extra };
}

/** For an editor that a person uses: everything that person set, keys too. */
export function personalEnvironment(): NodeJS.ProcessEnv {
  return without(notInherited);
}

/** For npm in another folder: the user's registry and proxy settings stay, what belongs to this project goes. */
export function npmEnvironment(): NodeJS.ProcessEnv {
  return without(/^npm_(package|lifecycle|config_local_prefix|command)/i, /^(INIT_CWD|NODE_TEST_CONTEXT|NODE_OPTIONS)$/);
}

/** For a process that adds to this environment by itself: what it must forget, as undefined. */
export function withoutInherited(): Record<string, undefined> {
  const patterns = [notInherited, speaksToProviders, proxies];
  const names = Object.keys(process.env).filter((name) => patterns.some((pattern) => pattern.test(name)));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
