// How each family declares functions, types and constants: patterns over one line of masked code.

import type { Family } from './languages.ts';

/** What a name stands for. */
export type PieceKind = 'function' | 'method' | 'class' | 'type' | 'constant';

/** Where a line may stand for its pattern to count. */
export type Place = 'anywhere' | 'outermost' | 'in a class' | 'outside functions';

/** One way to declare something. Groups: name, and perhaps exported, asynchronous, returns, owner. */
export interface NamePattern {
  readonly kind: PieceKind;
  readonly place: Place;
  readonly pattern: RegExp;
  /** Functions only: the name is given to a function that follows as a value; group `value` is where that begins. */
  readonly arrow?: boolean;
  /** Functions only: without a body it is a declaration or a call, and does not count. */
  readonly needsBody?: boolean;
}

const javaWords = '(?:(?:private|protected|static|final|abstract|synchronized|default|native|strictfp)\\s+)*';
const csharpWords = '(?:(?:private|protected|internal|static|abstract|virtual|override|sealed|partial|readonly|unsafe|extern|new)\\s+)*';
const typeName = '[A-Za-z_][\\w.]*(?:<[^=;(){}]{0,80}>)?(?:\\[\\]|\\?|\\*)*';
const notWords = '(?!(?:return|throw|new|else|await|case|if|while|for|switch|catch|using|lock|yield|goto|delete|typedef|sizeof)\\b)';

/** By family; the first pattern that fits a line wins. */
export const namePatterns: Readonly<Partial<Record<Family, readonly NamePattern[]>>> = {
  script: [
    { kind: 'function', place: 'anywhere', needsBody: true, pattern: /^\s*(?<exported>export\s+)?(?:default\s+)?(?<asynchronous>async\s+)?function\s*\*?\s*(?<name>[\w$]+)\s*[(<]/ },
    { kind: 'class', place: 'anywhere', pattern: /^\s*(?<exported>export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?class\s+(?<name>[\w$]+)/ },
    { kind: 'type', place: 'anywhere', pattern: /^\s*(?<exported>export\s+)?(?:declare\s+)?(?:interface|type|(?:const\s+)?enum|namespace)\s+(?<name>[\w$]+)\s*(?:[<={]|extends\b|$)/ },
    { kind: 'function', place: 'anywhere', arrow: true, pattern: /^\s*(?<exported>export\s+)?(?:const|let|var)\s+(?<name>[\w$]+)\s*(?::[^=]{1,200})?=\s*(?<asynchronous>async\s+)?(?<value>function\b|\(|[\w$]+\s*=>)/ },
    { kind: 'constant', place: 'outermost', pattern: /^(?<exported>export\s+)?(?:declare\s+)?(?:const|let|var)\s+(?<name>[\w$]+)\s*[:=]/ },
    {
      kind: 'method', place: 'in a class', needsBody: true,
      pattern: /^\s*(?:(?:public|private|protected|static|override|readonly|get|set)\s+)*(?<asynchronous>async\s+)?\*?\s*(?!(?:if|for|while|switch|catch|return|function|new|await)\b)(?<name>#?[\w$]+)\s*[(<]/,
    },
    { kind: 'method', place: 'in a class', arrow: true, pattern: /^\s*(?:(?:public|private|protected|static|override|readonly)\s+)*(?<name>#?[\w$]+)\s*(?::[^=]{1,120})?=\s*(?<asynchronous>async\s+)?(?<value>\()/ },
  ],
  python: [
    { kind: 'function', place: 'anywhere', pattern: /^\s*(?<asynchronous>async\s+)?def\s+(?<name>\w+)\s*\(/ },
    { kind: 'class', place: 'anywhere', pattern: /^\s*class\s+(?<name>\w+)\s*[:(]/ },
    { kind: 'constant', place: 'outermost', pattern: /^(?<name>[A-Z][A-Z0-9_]+)\s*(?::[^=]{1,80})?=(?!=)/ },
  ],
  go: [
    { kind: 'function', place: 'outermost', pattern: /^func\s+(?:\((?:\w+\s+)?\*?(?<owner>\w+)[^)]*\)\s*)?(?<name>\w+)\s*[([]/ },
    { kind: 'type', place: 'outermost', pattern: /^type\s+(?<name>\w+)/ },
    { kind: 'constant', place: 'outermost', pattern: /^(?:const|var)\s+(?<name>\w+)/ },
  ],
  java: [
    { kind: 'class', place: 'anywhere', pattern: new RegExp(`^\\s*(?<exported>public\\s+)?${javaWords}(?:class|record|enum)\\s+(?<name>\\w+)\\s*(?:[<({]|extends\\b|implements\\b|$)`) },
    { kind: 'type', place: 'anywhere', pattern: new RegExp(`^\\s*(?<exported>public\\s+)?${javaWords}@?interface\\s+(?<name>\\w+)`) },
    {
      kind: 'method', place: 'in a class', needsBody: true,
      pattern: new RegExp(`^\\s*(?<exported>public\\s+)?${javaWords}(?:<[^>(]{1,80}>\\s*)?${notWords}(?:(?<returns>${typeName})\\s+)?${notWords}(?<name>\\w+)\\s*\\(`),
    },
  ],
  csharp: [
    { kind: 'class', place: 'anywhere', pattern: new RegExp(`^\\s*(?<exported>public\\s+)?${csharpWords}(?:class|record|struct|enum)\\s+(?<name>\\w+)`) },
    { kind: 'type', place: 'anywhere', pattern: new RegExp(`^\\s*(?<exported>public\\s+)?${csharpWords}interface\\s+(?<name>\\w+)`) },
    {
      kind: 'method', place: 'in a class', needsBody: true,
      pattern: new RegExp(`^\\s*(?<exported>public\\s+)?${csharpWords}(?<asynchronous>async\\s+)?${notWords}(?:(?<returns>${typeName})\\s+)?${notWords}(?<name>\\w+)\\s*[(<]`),
    },
  ],
  c: [
    { kind: 'class', place: 'anywhere', pattern: /^\s*(?:template\s*<[^>]{0,100}>\s*)?(?:class|struct|union|enum(?:\s+class)?)\s+(?<name>\w+)\s*(?:final\s*)?(?:[{:]|$)/ },
    { kind: 'type', place: 'outermost', pattern: /^typedef\b[^;{]{0,120}\b(?<name>\w+)\s*;/ },
    { kind: 'constant', place: 'outermost', pattern: /^#\s*define\s+(?<name>\w+)\s+\S/ },
    { kind: 'function', place: 'outside functions', needsBody: true, pattern: new RegExp(`^\\s*${notWords}(?<returns>[A-Za-z_][\\w:<>,*&\\s]{0,100}[\\s*&])${notWords}(?:(?<owner>\\w+)::)?(?<name>~?\\w+)\\s*\\(`) },
  ],
  rust: [
    { kind: 'function', place: 'anywhere', needsBody: true, pattern: /^\s*(?<exported>pub(?:\([^)]*\))?\s+)?(?:const\s+|unsafe\s+)*(?<asynchronous>async\s+)?(?:unsafe\s+)?fn\s+(?<name>\w+)\s*[(<]/ },
    { kind: 'type', place: 'anywhere', pattern: /^\s*(?<exported>pub(?:\([^)]*\))?\s+)?(?:struct|enum|trait|union|type)\s+(?<name>\w+)/ },
    { kind: 'constant', place: 'anywhere', pattern: /^\s*(?<exported>pub(?:\([^)]*\))?\s+)?(?:const|static)\s+(?<name>[A-Z]\w*)\s*:/ },
  ],
  php: [
    { kind: 'class', place: 'anywhere', pattern: /^\s*(?:(?:abstract|final|readonly)\s+)*(?:class|trait|enum)\s+(?<name>\w+)/ },
    { kind: 'type', place: 'anywhere', pattern: /^\s*interface\s+(?<name>\w+)/ },
    { kind: 'function', place: 'anywhere', needsBody: true, pattern: /^\s*(?:(?:public|private|protected|static|final|abstract)\s+)*function\s+&?(?<name>\w+)\s*\(/ },
  ],
  ruby: [
    { kind: 'function', place: 'anywhere', pattern: /^\s*def\s+(?:self\.)?(?<name>\w+[?!=]?)/ },
    { kind: 'class', place: 'anywhere', pattern: /^\s*(?:class|module)\s+(?<name>[A-Z][\w:]*)/ },
    { kind: 'constant', place: 'outermost', pattern: /^(?<name>[A-Z][A-Z0-9_]+)\s*=(?!=)/ },
  ],
  shell: [
    { kind: 'function', place: 'anywhere', needsBody: true, pattern: /^\s*(?:function\s+)?(?<name>[\w-]+)\s*\(\s*\)/ },
    { kind: 'function', place: 'anywhere', pattern: /^\s*function\s+(?<name>[\w-]+)\s*\{/ },
  ],
  braces: [
    { kind: 'function', place: 'anywhere', pattern: /^\s*(?:(?:public|private|internal|protected|open|override|suspend|static|final|inline)\s+)*(?:fun|func|def)\s+(?<name>\w+)\s*[(<[]/ },
    { kind: 'class', place: 'anywhere', pattern: /^\s*(?:(?:public|private|internal|open|abstract|sealed|data|final|case)\s+)*(?:class|struct|object|enum(?:\s+class)?|actor)\s+(?<name>\w+)/ },
    { kind: 'type', place: 'anywhere', pattern: /^\s*(?:(?:public|private|internal|sealed)\s+)*(?:interface|protocol|trait|mixin)\s+(?<name>\w+)/ },
  ],
  general: [
    { kind: 'function', place: 'anywhere', pattern: /^\s*(?:(?:local|private|public|export)\s+)?(?:function|def|defp|func|sub|fn)\s+(?<name>[\w.:-]+)\s*[({]/i },
    { kind: 'class', place: 'anywhere', pattern: /^\s*(?:class|defmodule|package|module)\s+(?<name>[A-Z][\w.:]*)\s*(?:[({:;]|do\b|$)/ },
  ],
};
