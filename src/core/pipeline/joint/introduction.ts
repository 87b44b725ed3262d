// The words with which a model announces that it goes on, which nobody asked for: "Sure, continuing where I left off:".
// Only a line that is about the interruption itself counts: whatever could be part of the answer stays.

const openers = ['sure', 'certainly', 'of course', 'okay', 'ok,', 'continu', 'here', 'picking up', 'apologies', 'sorry', '(continu', '...continu', '\u2026continu'];
const about = /left off|where (?:i|we|it|my) (?:was |were |had )?(?:stopp|cut|broke|interrupt)|(?:rest|remainder|continuation) of (?:the|my) (?:answer|message|response|text|code)|^[(.\u2026]*continu(?:ing|ed|ation)[).:\u2026]*$/i;
const longestLine = 160;

/** The length of such a line at the beginning of a text that still arrives, with the line breaks after it. `unknown`: more has to come. */
export function introductionLength(text: string, isWhole: boolean): number | 'unknown' {
  const low = text.slice(0, 20).toLowerCase();
  if (!openers.some((opener) => (low.length < opener.length ? opener.startsWith(low) : low.startsWith(opener)))) return 0;
  const end = text.indexOf('\n');
  if (end === -1) return isWhole || text.length > longestLine ? 0 : 'unknown';
  const line = text.slice(0, end).trim();
  if (line.length > longestLine || !about.test(line)) return 0;
  const after = /\S/.exec(text.slice(end));
  if (after) return end + after.index;
  return isWhole ? text.length : 'unknown';
}
