// Answers as models write them: lists with code, tables, references, odd fences.

const fence = '```';

/** Whole answers. */
export const markdownSamples: readonly string[] = [
  `## Debouncing

Calls that come close together become **one** call, after a pause of \`wait\` milliseconds:

${fence}ts src/debounce.ts
export function debounce<A extends unknown[]>(call: (...values: A) => void, wait: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...values: A) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), wait); // the last one wins
  };
}
${fence}

A few things to know:

1. The first call waits too.
2. Nothing is returned:
   ${fence}js
   const later = debounce(save, 300);
   later();
   ${fence}
   so it fits *events*, not questions.
3. Cancel it before the page goes away.

- [x] works with any arguments
- [ ] keeps \`this\`

| Way | Calls | When |
|:--|--:|:-:|
| debounce | 1 | after the pause |
| throttle | many | every \`wait\` ms |

> **Note**: see [the guide][guide] and https://example.org/timers.

[guide]: https://example.org/guide "A guide"
`,
  `Text with a reference [defined later][x], a list right after it:
- one
- two

  still two
- three

***

Setext heading
---

    indented code
    more

~~~
tildes
~~~
${fence}${fence}
odd
${fence}${fence}

[x]: https://example.org/x
`,
  `${Array.from({ length: 60 }, (_, index) => `Paragraph ${index} with [a link](https://example.org/${index}).`).join('\n\n')}\n`,
  `${fence}python\n${Array.from({ length: 120 }, (_, index) => `print("line ${index}")`).join('\n')}\n${fence}\nAfter it.`,
  `${fence}\nnever closed\n- not a list\n`,
  `> quote\n> ${fence}\n> code in it\n> ${fence}\n\nend\n\n> lazy\nline\n# heading`,
  `a\n\nb\n\n[foo]: /url\n"title"\n\n[foo]\n\nthe end`,
  `text\n${'*'.repeat(2_100)}and no rule`,
  `[foo]: /url\n"title\nthat goes on"\n\n[foo]\n\n- [bar]: /b\n'never closed\n\n[bar]`,
];
