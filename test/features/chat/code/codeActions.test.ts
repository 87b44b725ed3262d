// What is done with code of an answer, and what is not done without a person's word.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffCode } from '../../../../src/features/chat/code/diffCode.ts';
import { runCode, type RunPorts } from '../../../../src/features/chat/code/runCode.ts';
import { saveCode } from '../../../../src/features/chat/code/saveCode.ts';

function terminal(rest: Partial<RunPorts> = {}) {
  const seen: string[] = [];
  const ports: RunPorts = {
    isTrusted: () => true,
    confirm: async (shown, isLong) => {
      seen.push(`${isLong ? 'long' : 'asked'}: ${shown}`);
      return true;
    },
    show: async (text) => void seen.push(`shown: ${text}`),
    run: (command) => void seen.push(`ran: ${command}`),
    ...rest,
  };
  return { seen, ports };
}

test('a command runs after a yes, exactly as it was shown, and every time is asked', async () => {
  const { seen, ports } = terminal();
  for (let time = 0; time < 2; time++) assert.equal(await runCode({ text: 'cd a\nmake\n', language: 'bash' }, ports), true);
  assert.deepEqual(seen, ['asked: cd a\nmake', 'ran: cd a\nmake', 'asked: cd a\nmake', 'ran: cd a\nmake']);
});

test('after a no, without trust, and for what is no command nothing runs', async () => {
  const no = terminal({ confirm: async () => false });
  assert.equal(await runCode({ text: 'ls', language: 'sh' }, no.ports), false);
  const untrusted = terminal({ isTrusted: () => false });
  await assert.rejects(runCode({ text: 'ls', language: 'sh' }, untrusted.ports), /Restricted Mode.*Trust this workspace/);
  const other = terminal();
  await assert.rejects(runCode({ text: 'print()', language: 'python' }, other.ports), /Only commands for a shell/);
  await assert.rejects(runCode({ text: ' \n', language: 'sh' }, other.ports), /no command/);
  let trusted = true;
  const lost = terminal({ isTrusted: () => trusted, confirm: async () => !(trusted = false) });
  assert.equal(await runCode({ text: 'ls', language: 'sh' }, lost.ports), false);
  assert.deepEqual([...no.seen, ...untrusted.seen, ...other.seen, ...lost.seen], []);
});

test('what would steer the terminal unseen is shown by its numbers and does not run', async () => {
  const { seen, ports } = terminal();
  await assert.rejects(runCode({ text: 'ls\u0015rm -rf ~', language: 'sh' }, ports), /does not run it/);
  assert.deepEqual(seen, ['shown: ls⟨U+0015⟩rm -rf ~']);
});

test('signs without a shape are named in the question', async () => {
  const { seen, ports } = terminal();
  await runCode({ text: 'echo a\u202e\u200bb', language: 'sh' }, ports);
  assert.equal(seen[0], 'asked: echo a⟨U+202E⟩⟨U+200B⟩b');
});

test('a long script is shown whole where there is room for it', async () => {
  const { seen, ports } = terminal();
  const script = Array.from({ length: 60 }, (_, line) => `step ${line}`).join('\n');
  await runCode({ text: script, language: 'sh' }, ports);
  assert.equal(seen[0], `long: ${script}`);
});

function disk(...taken: readonly string[]) {
  const seen: string[] = [];
  const files = new Set(taken);
  return {
    seen,
    ports: {
      exists: async (path: string) => files.has(path),
      askPlace: async (path: string, title: string) => {
        seen.push(`${title}: ${path}`);
        return { label: path, isTaken: files.has(path), write: async (text: string) => void seen.push(`wrote ${path}: ${text}`) };
      },
      mayReplace: async (label: string) => {
        seen.push(`replace ${label}?`);
        return false;
      },
    },
  };
}

test('a free name is proposed, and the path the answer gave is told', async () => {
  const { seen, ports } = disk('src/a.ts', 'src/a-2.ts');
  assert.equal(await saveCode({ text: 'x', language: 'ts', file: 'src/a.ts' }, ports), true);
  assert.deepEqual(seen, ['Save Code as New File (the answer names src/a.ts): src/a-3.ts', 'wrote src/a-3.ts: x\n']);
});

test('a path that leads outside is neither proposed nor told', async () => {
  const { seen, ports } = disk();
  await saveCode({ text: 'x\n', language: 'sh', file: '../../.bashrc' }, ports);
  assert.deepEqual(seen, ['Save Code as New File: snippet.sh', 'wrote snippet.sh: x\n']);
});

test('a file that is there stays as it is without a yes; who closes the dialog saves nothing', async () => {
  const { seen, ports } = disk();
  const place = { label: 'b.ts', isTaken: true, write: async () => void seen.push('wrote') };
  assert.equal(await saveCode({ text: 'x', language: 'ts' }, { ...ports, askPlace: async () => place }), false);
  assert.deepEqual(seen, ['replace b.ts?']);
  assert.equal(await saveCode({ text: 'x', language: 'ts' }, { ...ports, askPlace: async () => place, mayReplace: async () => true }), true);
  assert.equal(seen.at(-1), 'wrote');
  assert.equal(await saveCode({ text: 'x', language: 'ts' }, { ...ports, askPlace: async () => undefined }), false);
});

function compared(active: string | undefined, ...files: readonly string[]) {
  const seen: string[] = [];
  return {
    seen,
    ports: {
      find: async (path: string) => (files.includes(path) ? path : undefined),
      active: () => active,
      nameOf: (source: string) => source,
      open: async (source: string, name: string, text: string, title: string) => void seen.push([source, name, text, title].join('|')),
    },
  };
}

test('code is compared with the file it names, else with what is open, else a sentence says what is missing', async () => {
  const both = compared('open.ts', 'src/a.ts');
  await diffCode({ text: 'x', language: 'ts', file: 'src/a.ts' }, both.ports);
  await diffCode({ text: 'x', language: 'ts', file: 'src/gone.ts' }, both.ports);
  await diffCode({ text: 'x', language: 'ts', file: '../src/a.ts' }, both.ports);
  assert.deepEqual(both.seen, ['src/a.ts|src/a.ts|x\n|src/a.ts ↔ Answer', 'open.ts|src/gone.ts|x\n|open.ts ↔ Answer', 'open.ts|open.ts|x\n|open.ts ↔ Answer']);
  await assert.rejects(diffCode({ text: 'x', language: 'ts' }, compared(undefined).ports), /open the file/);
});
