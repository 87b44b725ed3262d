// Answers to draw: as long as wanted, with code, lists and tables; and the ones that are all of one thing.

const fence = '```';
const charactersPerToken = 4;
const blocks = 30;

const prose = (index: number): string => `Paragraph ${index} has some **bold** words, a \`name\` and [a link](https://example.org/${index}), and then goes on for a while, as answers do, until it has said what there is to say.\n\n`;
const list = (index: number): string => `- one of ${index}\n- two with \`code\`\n  - nested\n- three\n\n`;
const table = (index: number): string => `| name | value |\n|---|--:|\n| a${index} | 1 |\n| b | 2 |\n\n`;
const code = (index: number, lines: number): string =>
  `${fence}ts src/file${index}.ts\n${Array.from({ length: lines }, (_, line) => `export const value${line} = compute(${line}, "text ${index}"); // why`).join('\n')}\n${fence}\n\n`;

/** An answer of about so many tokens with 30 blocks of code. */
export function longAnswer(tokens: number): string {
  const share = (tokens * charactersPerToken) / blocks;
  return Array.from({ length: blocks }, (_, index) => {
    let part = code(index, Math.max(1, Math.round(share / 3 / 70)));
    for (let turn = 0; part.length < share; turn += 1) part += [prose, list, prose, table][turn % 4]?.(index) ?? '';
    return part;
  }).join('');
}

/** Answers that are all of one thing. */
export const monotonous: Readonly<Record<string, string>> = {
  'a table of 500 rows': `| name | value | what |\n|---|--:|---|\n${Array.from({ length: 500 }, (_, row) => `| row ${row} | ${row * 7} | some \`words\` about it |\n`).join('')}`,
  'a list of 2,000 items': Array.from({ length: 2_000 }, (_, item) => `- item ${item} with **bold** words and \`code\`\n`).join(''),
  'a quote of 500 paragraphs': Array.from({ length: 500 }, (_, index) => `> Paragraph ${index} of what somebody else said, at some length.\n>\n`).join(''),
  'a line of 200 kB': 'word after word '.repeat(12_500),
  'a block of 5,000 lines': code(0, 5_000),
  '100 fences': Array.from({ length: 100 }, (_, index) => `${fence}ts\nconst a = ${index};\n${index % 3 === 0 ? '' : `${fence}\n`}`).join(''),
};
