import { expect, test } from 'vitest'
import { jsonForms } from '../../src/redact/forms/quoted-forms.ts'
import { createRedactor } from '../../src/redact/index.ts'

/**
 * Each spelling that docs/redaction.md names, of a text with something of every class that it treats in its own way, written out by hand.
 * Numbers of escapes have letters among their digits, so that both cases of them differ.
 */
const SPELLINGS: Readonly<Record<string, readonly (readonly [text: string, ...forms: string[]])[]>> = {
  'with either line break': [
    ['a\nb\nc', 'a\r\nb\r\nc'],
    ['a\r\nb\r\nc', 'a\nb\nc'],
  ],
  JSON: [['"\\\n\r\t\b\f\u001f/ü<&>', '\\"\\\\\\n\\r\\t\\b\\f\\u001f/ü<&>']],
  'JSON, of ASCII alone': [
    ['"\\\n\r\t\b\füÿ\u001f\u{1f600}', '\\"\\\\\\n\\r\\t\\b\\f\\u00fc\\u00ff\\u001f\\ud83d\\ude00'],
    ['"\\\n\r\t\b\füÿ\u001f\u{1f600}', '\\"\\\\\\n\\r\\t\\b\\f\\u00FC\\u00FF\\u001F\\uD83D\\uDE00'],
  ],
  'JSON, safe in HTML': [
    [
      '<a>&"\u2028\u2029\b\f\u000bü',
      '\\u003ca\\u003e\\u0026\\"\\u2028\\u2029\\b\\f\\u000bü',
      '\\u003Ca\\u003E\\u0026\\"\\u2028\\u2029\\b\\f\\u000Bü',
    ],
  ],
  'JSON without its backslashes': [['\\d"\nü', '\\d\\"\\n\\u00fc', '\\d\\"\\n\\u00FC']],
  'JSON twice': [
    ['"\n', '\\\\\\"\\\\n'],
    ['<"é', '\\\\u003c\\\\\\"é', '<\\\\\\"\\\\u00e9'],
  ],
  'Go %q': [
    ['"\\\n\r\t\b\f\u0007\v\0\u001f\u007fü', '\\"\\\\\\n\\r\\t\\b\\f\\a\\v\\x00\\x1f\\x7fü'],
    ['a\u0085\u00a0\u00ad\u2028\u2029\ufeffé', 'a\\u0085\\u00a0\\u00ad\\u2028\\u2029\\ufeffé'],
  ],
  'YAML in double quotes': [
    ['"\\\n\r\t\b\f\u0007\v\u001b\0\u0085\u00a0\u2028\u2029ü', '\\"\\\\\\n\\r\\t\\b\\f\\a\\v\\e\\0\\N\\_\\L\\Pü'],
    ['"\u001f\u007f', '\\"\\x1f\\x7f', '\\"\\x1F\\x7F'],
  ],
  XML: [
    [
      '<a>&\'"',
      '&lt;a&gt;&amp;\'"',
      '&lt;a&gt;&amp;&apos;&quot;',
      "&lt;a&gt;&amp;'&quot;",
      '&lt;a&gt;&amp;&#39;&#34;',
      '&lt;a&gt;&amp;&#x27;&quot;',
      '&lt;a&gt;&amp;&#39;"',
    ],
    ['a\n\r\t"\'', 'a&#xA;&#xD;&#x9;&#34;&#39;', "a&#10;&#13;&#9;&quot;'"],
    ["it's", 'it&apos;s', 'it&#39;s', 'it&#x27;s'],
  ],
  'percent encoding of forms': [["a b*~'ü/", 'a+b*%7E%27%C3%BC%2F', 'a+b*%7e%27%c3%bc%2f', 'a%20b*%7E%27%C3%BC%2F']],
  'percent encoding of RFC 3986': [["a b*~'/+", 'a%20b%2A~%27%2F%2B', 'a%20b%2a~%27%2f%2b']],
  'percent encoding of Python': [["a b*~'/", 'a%20b%2A~%27/', 'a+b%2A~%27/']],
  encodeURIComponent: [["a b*~!'()/ü{", "a%20b*~!'()%2F%C3%BC%7B", "a%20b*~!'()%2f%c3%bc%7b"]],
  encodeURI: [["a b~!*'();,/?:@&=+$#[", "a%20b~!*'();,/?:@&=+$#%5B", "a%20b~!*'();,/?:@&=+$#%5b"]],
  'a segment, a user and a path of a URL of Go': [
    ['~$&+=:@,;/!', '~$&+=:@%2C%3B%2F%21'],
    ['~$&+=:@,;/!', '~$&+%3D%3A%40,;%2F%21'.replace('%3D', '=')],
    ['~$&+=:@,;/!', '~$&+=:@,%3B/%21'.replace(',%3B', ',;')],
  ],
  'a user, a path and a query of a URL of WHATWG': [
    ["~!$%&'()*+,/;<", "~!$%&'()*+,%2F%3B%3C"],
    ["~!$%&'()*+,/:;=@[]^|<?", "~!$%&'()*+,/:;=@[]^|%3C%3F"],
    ['~!$%&()*+,/:;=?@[\\]^`{|}<"', '~!$%&()*+,/:;=?@[\\]^`{|}%3C%22'],
  ],
  "bash's $'…'": [
    ['\'\\\n\r\t\b\f\u0007\v\u001b\0\u0001\u007fü"', '\\\'\\\\\\n\\r\\t\\b\\f\\a\\v\\E\\000\\001\\177\\303\\274"'],
    ["'\\\n\u0001ü", "\\'\\\\\\n\\001ü"],
  ],
  'backslashes alone': [['a\\b\'"', 'a\\\\b\'"']],
  'quotes of YAML and SQL': [
    ["it's 'x'", "it''s ''x''"],
    ['a "x" b', 'a ""x"" b'],
  ],
  'quotes of POSIX shells': [
    ["it's 'x'", "it'\\''s '\\''x'\\''"],
    ["it's 'x'", `it'"'"'s '"'"'x'"'"'`],
  ],
  "bash's %q": [
    ['~a b!"$&\'()*,;<>?[\\]^`{|}#~', '\\~a\\ b\\!\\"\\$\\&\\\'\\(\\)\\*\\,\\;\\<\\>\\?\\[\\\\\\]\\^\\`\\{\\|\\}#~'],
    ['#a #', '\\#a\\ #'],
  ],
  'backslashes before all that is no word': [["a_-.,:/@%+= #~!'\n", "a_-.,:/@%+=\\ \\#\\~\\!\\'\n"]],
  'double quotes of shells': [
    ['a "$`\\!', 'a \\"\\$\\`\\\\!'],
    ['a "$`\\!', 'a \\"\\$\\`\\\\\\!'],
  ],
  PowerShell: [
    ['a "$`\'', 'a `"`$``\''],
    ['a "$`\'', 'a `"`$```\''],
  ],
  cmd: [
    ['a&|<>^()%!"', 'a^&^|^<^>^^^(^)^%^!^"'],
    ['a&|<>^()%!"', 'a^&^|^<^>^^^(^)%!"'],
  ],
  'doubled dollars and percents': [
    ['a $b$', 'a $$b$$'],
    ['a %b%', 'a %%b%%'],
    ['a%41/b%2Fc', 'a%%41/b%%2Fc'],
  ],
  'what is left when a reader eats the escapes': [
    ['a\\nb\\r\\t\\b\\f\\0\\d\\\\', 'a\nb\r\t\b\f\0d\\', 'anbrtbf0d\\'],
    ['a\\\nb', 'a\nb'],
    ['a^b^^^\nc', 'ab^\nc'],
    ['a$$b$$', 'a$b$'],
  ],
}

/** Letters around the value, so that it is not short, and that no writer changes. */
const around = (text: string): string => `Plain-Alnum_123.${text}.Alnum_456`

test.each(Object.entries(SPELLINGS))('a value is found in its spelling: %s', (_, cases) => {
  for (const [text, ...forms] of cases)
    for (const form of [text, ...forms])
      expect([form, createRedactor([around(text)]).text(`a ${around(form)} b`)]).toEqual([form, { visible: true, value: 'a ******** b' }])
})

test('a sign that stands before a spelling by chance keeps none of it from being found', () => {
  const value = 'Schlüssel/4711+geheim'
  const spelled = encodeURIComponent(value)
  for (const sign of ['25%', '%', 'a&'])
    expect([sign, createRedactor([value]).text(`${sign}${spelled} b`)]).toEqual([sign, { visible: true, value: `${sign}******** b` }])
})

test('what is encoded around JSON is JSON, in both of its dialects, where that is not the text', () => {
  expect([...jsonForms('a"b')]).toEqual(['a\\"b'])
  expect([...jsonForms('a<b"')]).toEqual(['a<b\\"', 'a\\u003cb\\"'])
  expect([...jsonForms('a<b')]).toEqual(['a\\u003cb'])
  expect([...jsonForms('plain')]).toEqual([])
})
