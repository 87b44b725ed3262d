// The reference tokenizer and ours over the same data.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Tiktoken } from 'tiktoken/lite';
import { buildEncoding, drain, type Encoding } from '../../../../src/core/tokens/encoding/encoding.ts';
import type { SplitterName } from '../../../../src/core/tokens/encoding/split.ts';
import { packVocabulary } from '../../../../src/core/tokens/ranks/pack.ts';
import type { RankSource } from '../../../../src/core/tokens/ranks/rankSource.ts';
import { unpackRanks } from '../../../../src/core/tokens/ranks/unpack.ts';

interface Vocabulary {
  readonly bpe_ranks: string;
  readonly special_tokens: Record<string, number>;
  readonly pat_str: string;
}

/** tiktoken's own file of an encoding. */
export function vocabulary(name: SplitterName): Vocabulary {
  const path = createRequire(import.meta.url).resolve(`tiktoken/encoders/${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Vocabulary;
}

const packed = new Map<SplitterName, Uint8Array>();

/** The packed ranks, made of the sources as they are. */
export function packedRanks(name: SplitterName): Uint8Array {
  const known = packed.get(name) ?? packVocabulary(vocabulary(name).bpe_ranks);
  packed.set(name, known);
  return known;
}

export const rankSource: RankSource = (name) => Promise.resolve(packedRanks(name));

export function ownEncoding(name: SplitterName): Encoding {
  return drain(buildEncoding(name, unpackRanks(packedRanks(name))));
}

/** tiktoken, every text taken as plain. */
export function referenceEncoding(name: SplitterName): { encode(text: string): number[] } {
  const { bpe_ranks, special_tokens, pat_str } = vocabulary(name);
  const tiktoken = new Tiktoken(bpe_ranks, special_tokens, pat_str);
  return { encode: (text) => [...tiktoken.encode_ordinary(text)] };
}

const checkout = join(import.meta.dirname, '../../../..');
const read = (path: string): string => readFileSync(join(checkout, path), 'utf8');

/** Texts of every kind that is counted. */
export const corpora: Readonly<Record<string, string>> = {
  english: read('README.md') + read('CHANGELOG.md'),
  code: read('src/core/pipeline/client.ts') + read('esbuild.mjs') + read('src/core/dialects/wire/mending.ts'),
  json: read('package.json'),
  chinese: '在编辑器里使用大语言模型，每一个词元和每一分钱都看得见。人工智能（AI）正在改变世界！《红楼梦》第一回：甄士隐梦幻识通灵。'.repeat(20),
  japanese: 'エディターの中で、トークンとコストを確かめながら質問できます。吾輩は猫である。名前はまだ無い。ｶﾀｶﾅ'.repeat(20),
  korean: '편집기 안에서 모든 토큰과 비용을 볼 수 있습니다. 동해물과 백두산이 마르고 닳도록'.repeat(20),
  others: 'Привет, мир! Γειά σου Κόσμε. שלום עולם مرحبا بالعالم नमस्ते दुनिया สวัสดีชาวโลก Xin chào thế giới ǅǈǋ ſtraße ﬁ ½ ⅷ ①②③ ٣٤٥ १२३४'.repeat(10),
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈👍🏽 🇩🇪🇫🇷 ☕️❤️‍🔥 🧑‍🚀 1️⃣2️⃣ 😀😃😄'.repeat(20),
  controls: Array.from({ length: 160 }, (_, code) => `${String.fromCharCode(code)}a${String.fromCharCode(code)}${String.fromCharCode(code)} `).join(''),
  marksOfOrder: '\uFEFFfirst\uFEFF second \uFEFF\n\uFEFF\u0085next\u0085\u0085line \u0085\n\u00A0x\u2028y\u2029\u3000z\u180E\u200B\u200D',
  lookAlikes: 'hi <|endoftext|> there <|im_start|>system<|im_sep|> <|endofprompt|><|fim_prefix|> <|start|>assistant<|channel|>final<|message|>',
  endings: "I'll you'RE they'Ve he's it'S we'd 'tis don'ſ 'ſ 's'S A's 中A's 'r 're 'rex 'L 'll 'LLama X'm'M 'D'd",
  cases: '中Aa 中A AB中 ABc中Dé éÉ ÉÉé HTMLElement iPhone McDONALD ǅabc aǅb \u0301A \u0301a !\u0301 !!\u0301x A\u0301B a\u0301',
  tokensNoPieceHolds: "亚洲AV 亚洲AVs 无码AV天 亚洲AVa I' I's x\n// \n\n///\n 天天中彩票APP 天天中彩票APPs",
  spaces: ' a  b   c \n  d\n\n\n e \r\n\r\n f\t\tg \n\t\n h    \n   ',
  loneSurrogates: '\uD83D a \uDE00 \uD83D\uD83D\uDE00 \uDC00\uD800 b\uD800',
  slashes: 'http://a/b//c ///\n/\n/ !/\n/\r\n// /*\n*/ \\/',
  digits: '1 12 123 1234 12345 3.14159 ½½½½ 1²³4 x1y22z333',
};
