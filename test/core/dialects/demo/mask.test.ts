// Strings and comments are told from code in every language, and nothing moves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mask } from '../../../../src/core/dialects/demo/inspect/mask.ts';
import type { Family } from '../../../../src/core/dialects/demo/inspect/languages.ts';

const families: readonly Family[] = ['script', 'python', 'go', 'java', 'csharp', 'c', 'rust', 'php', 'ruby', 'shell', 'braces', 'json', 'general', 'prose'];

/** In each text, YES must stay code and no must not; whatever else happens. */
function check(family: Family, text: string): void {
  const { code } = mask(text, family);
  const wanted = (text.match(/YES/g) ?? []).length;
  assert.equal((code.match(/YES/g) ?? []).length, wanted, `${family}: code was lost in ${text}\n${code}`);
  assert.doesNotMatch(code, /\bno\b/, `${family}: not code, but left in ${text}\n${code}`);
}

const pieces = fc.constantFrom('"', "'", '`', '${', '}', '{', '/', '*', '//', '/*', '*/', '#', '\\', '\n', '"""', "'''", 'r#"', 'R"x(', '@"', '<<EOF', 'EOF', '<?php', '?>', 'a', ' ', '=begin', '=end', '[', ']');

test('both views are as long as the text, with the same lines, and never both hold a character', () => {
  fc.assert(fc.property(fc.constantFrom(...families), fc.array(pieces, { maxLength: 60 }), (family, parts) => {
    const text = parts.join('');
    const { code, comments } = mask(text, family);
    assert.equal(code.length, text.length);
    assert.equal(comments.length, text.length);
    for (let at = 0; at < text.length; at++) {
      assert.equal(code[at] === '\n', text[at] === '\n');
      assert.ok(code[at] === ' ' || code[at] === text[at]);
      assert.ok(comments[at] === ' ' || comments[at] === text[at]);
      if (text[at] !== '\n') assert.ok(code[at] === ' ' || comments[at] === ' ');
    }
  }));
});

test('scripts: strings, templates with code inside, regular expressions, comments', () => {
  check('script', `YES = 'no' + "no \\" no" // no\nYES /* no\n no */ YES`);
  check('script', 'YES `no ${YES + `no ${YES} no` + { a: "no" }.YES} no` YES');
  check('script', 'YES = /no[/"]no/g.test(YES) && YES / 2 / YES');
  check('script', 'return /no\'no/ + YES; (YES) / 2; YES[1] / 2 / YES');
  check('script', '<p>Don\'t {YES}</p>\n<br />{YES}</div>{YES}\n<A b={YES} /> {YES} / YES');
  check('script', "x = 'no\\\n no'; YES");
});

test('python: long strings, prefixes, comments', () => {
  check('python', 'YES = """no\n"no" \'no\n""" + YES # no "\nYES = f\'no\' rb"no\\"no" YES');
});

test('go, java and c#: raw strings, text blocks, verbatim strings', () => {
  check('go', 'YES `no\n"no` YES "no\\"no" YES \'"\' YES // no');
  check('java', 'YES """\nno "no"\n""" YES \'"\' YES /* no */ YES');
  check('csharp', 'YES @"no\\" + YES + $@"no ""no"" \\" + YES + "no\\\\" + YES');
});

test('c, c++ and rust: raw strings, separators, lifetimes, nested comments', () => {
  check('c', 'YES 1\'000 YES \'"\' YES 1\'000\'000 YES R"x(no " )" no)x" YES \'"\' YES "no"');
  check('rust', 'YES<\'a> YES r#"no " no"# YES \'"\' YES /* no /* no */ no */ YES "no\nno" YES b\'\\\'\' YES');
});

test('php, ruby and shell: pages around code, here-documents, hash signs that are no comments', () => {
  check('php', '<p>no\'no</p><?php YES # no\nYES "no\nno" YES <<<EOT\nno\nEOT;\nYES ?> no <?php YES');
  check('ruby', 'YES # no\nYES "no #{1} no" YES\n=begin\nno\n=end\nYES <<~SQL\nno "no\nSQL\nYES');
  check('shell', 'YES # no\nYES ${#YES} $# YES "no # no" YES \'no\' YES\ncat <<EOF\nno\'no\nEOF\nYES $((1 << 2)) YES');
});

test('the comments view holds comments alone', () => {
  const { comments } = mask('a = "// no"; // yes\n/* yes */ b', 'script');
  assert.deepEqual(comments.split(/\s+/).filter((word) => word !== ''), ['//', 'yes', '/*', 'yes', '*/']);
});

test('a string on one line keeps its quotes, so that an empty one can be told', () => {
  assert.equal(mask("a == '' + \"x\"", 'script').code, "a == '' + \" \"");
});
