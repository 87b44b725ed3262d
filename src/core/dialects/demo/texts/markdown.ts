// One of everything an answer can hold, so that it can be seen that the page draws it well.

/** The sampler. */
export const markdown = `# Everything an answer can look like

This is a paragraph with **bold**, *italic*, ***both***, ~~struck out~~ and \`inline code\`. A second sentence makes it long enough to wrap, so that you can see how lines break and how much air there is between them.
A line break inside a paragraph, and a [link to the Markdown guide](https://commonmark.org/help/). An address alone: https://example.com/a/path?with=a&query#part

## Lists

- A list
- with a nested one
  - second level
    - third level, with \`code\`
  - second level again
- and a last item that is long enough to wrap onto a second line in a narrow panel, as panels beside an editor are

1. First
2. Second
   1. Second, first
   2. Second, second
3. Third

- [x] A task that is done
- [ ] A task that is not

### A table

| Language | Since | Typing | A line |
|:---------|------:|:------:|--------|
| Python | 1991 | dynamic | \`print("hi")\` |
| Go | 2009 | static | \`fmt.Println("hi")\` |
| TypeScript | 2012 | static | \`greet("hi")\` |

#### A quote

> Programs must be written for people to read.
>
> > And a quote inside the quote, with **bold** words.

---

## Code

\`\`\`ts src/greeting.ts
/** Greets somebody, politely. */
export function greet(name: string, hour = new Date().getHours()): string {
  const time = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  return \`Good \${time}, \${name}!\`;
}
\`\`\`

\`\`\`python scripts/count.py
from collections import Counter

def most_common(words: list[str], count: int = 3) -> list[tuple[str, int]]:
    """The words that occur most often."""
    return Counter(word.lower() for word in words).most_common(count)
\`\`\`

\`\`\`diff
- const answer = 41;
+ const answer = 42;
\`\`\`

\`\`\`json package.json
{ "name": "example", "private": true, "scripts": { "test": "node --test" } }
\`\`\`

\`\`\`
No language: plain text, with   its   spaces   kept.
A long line that does not wrap but scrolls sideways inside its block: 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789
\`\`\`

## Scripts and signs

- Emoji: 🎉 👩‍💻 🏳️‍🌈 👍🏽 and a flag 🇪🇺
- Right to left: هذا سطر يُكتب من اليمين إلى اليسار, and שלום בעברית
- Chinese, Japanese, Korean: 这是一行中文。これは日本語の文です。이것은 한국어 문장입니다.
- Accents, both ways of writing them: é and é, ü and ü
- Signs that Markdown must leave alone: 2 * 3 * 4, snake_case_name, <not-a-tag>, a \\* star, 5 < 6 && 7 > 6

A word that is very long and has no place to break: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.`;
