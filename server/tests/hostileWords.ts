import type { Call } from './market.ts'

export const marker = 'NeverRepeatThis'
/** A UUID that is nobody's. */
export const id = '019a0000-0000-7000-8000-000000000001'
/** What goes in the place of a field. */
export const words: unknown[] = [
  ...[
    '',
    ' ',
    '\u0000',
    '\u202E',
    '\uD800',
    '\uFEFF',
    'ﷺ'.repeat(40),
    '💣'.repeat(5_000),
    marker.repeat(9_000),
  ],
  ...[
    `<script>alert('${marker}')</script>`,
    `"><img src=x onerror=alert(1)>`,
    '{{7*7}}',
    '${7*7}',
    '%00',
    '%s%n',
  ],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE person; --',
    '../../../../etc/passwd',
    '..\\..\\boot.ini',
    'file:///etc/passwd',
  ],
  ...[
    'x\r\nSet-Cookie: a=b',
    'x\nBcc: eve@example.org',
    '=HYPERLINK("http://evil.example")',
    '@SUM(A1)',
    '-1+1',
  ],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '1e309', '0x7fffffff', '٣'],
  ...[null, true, false, 0, -0, -1, 0.1, 1e21, 2 ** 53, -(2 ** 53), 1e308, [], {}, [[]], [null], [id]],
  ...[
    { [marker]: marker },
    { toString: 1 },
    { length: -1 },
    { then: 1 },
    Array.from({ length: 2_000 }, () => 0),
  ],
]

/** What goes in the place of a whole body. */
const raws: Call[] = [
  ...['', '{', '}', '[', 'null', 'true', '0', '""', `"${marker}"`, '[]', 'NaN', 'undefined', "{'a':1}"],
  ...[
    '{"a":1,}',
    '{"a":1}{"b":2}',
    '\uFEFF{}x',
    '{"a":1e999}',
    '{"__proto__":{"role":"admin"}}',
    '<?xml version="1.0"?>',
  ],
  ...[
    `{"constructor":{"prototype":{"role":"admin"}}}`,
    `{"${marker}":"${marker}"}`,
    '{"id":1,"id":2}',
    '{"":""}',
  ],
  ...[
    '['.repeat(20_000),
    `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
    `"${'\\'.repeat(9_001)}"`,
    `"${marker.repeat(99)}`,
  ],
].map((raw) => ({ raw }))

const bytes: Call[] = [[0xff, 0xfe], [0xed, 0xa0, 0x80], [0x22, 0xc0, 0xaf, 0x22], [0], [0x1f, 0x8b, 8]].map(
  (raw) => ({ raw: new Uint8Array(raw) }),
)
const types: Call[] = [
  'text/html',
  'multipart/form-data',
  'application/json-patch+json',
  'application/xml',
  'x',
].map((type) => ({ raw: `{"a":"${marker}"}`, headers: { 'content-type': type } }))
const sites: Call[] = ['cross-site', 'same-site'].map((site) => ({
  ...{ raw: '{}', headers: { 'sec-fetch-site': site } },
}))

/** What is no request at all, whatever the door. */
export const formless: readonly Call[] = [...raws, ...bytes, ...types, ...sites]
