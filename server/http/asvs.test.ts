import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

/* Holds `asvs.csv` against the list of OWASP ASVS 5.0.0, and against what it points to. */

const root = join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const readme = read('README.md')

/** By section: which requirements are of this level. */
const levels = {
  1: `
  1.2:1,2,3,4,5 1.3:1,2 1.5:1 2.1:1 2.2:1,2 2.3:1 3.2:1,2 3.3:1 3.4:1,2 3.5:1,2,3 4.1:1 4.4:1 5.2:1,2
  5.3:1,2 6.1:1 6.2:1,2,3,4,5,6,7,8 6.3:1,2 6.4:1,2 7.2:1,2,3,4 7.4:1,2 8.1:1 8.2:1,2 8.3:1 9.1:1,2,3
  9.2:1 10.4:1,2,3,4,5 11.3:1,2 11.4:1 12.1:1 12.2:1,2 13.4:1 14.2:1 14.3:1 15.1:1 15.2:1 15.3:1
  `,
  2: `
  1.1:1,2 1.2:6,7,8,9 1.3:3,4,5,6,7,8,9,10,11 1.4:1,2,3 1.5:2 2.1:2,3 2.2:3 2.3:2,3,4 2.4:1 3.3:2,3,4
  3.4:3,4,5,6 3.5:4,5 3.7:1,2 4.1:2,3 4.2:1 4.3:1,2 4.4:2,3,4 5.1:1 5.2:3 5.4:1,2,3 6.1:2,3
  6.2:9,10,11,12 6.3:3,4 6.4:3,4 6.5:1,2,3,4,5 6.6:1,2,3 6.8:1,2,3,4 7.1:1,2,3 7.3:1,2 7.4:3,4,5
  7.5:1,2 7.6:1,2 8.1:2 8.2:3 8.4:1 9.2:2,3,4 10.1:1,2 10.2:1,2 10.3:1,2,3,4 10.4:6,7,8,9,10,11
  10.5:1,2,3,4,5 10.6:1,2 10.7:1,2,3 11.1:1,2 11.2:1,2,3 11.3:3 11.4:2,3,4 11.5:1 11.6:1 12.1:2,3
  12.3:1,2,3,4 13.1:1 13.2:1,2,3,4,5 13.3:1,2 13.4:2,3,4,5 14.1:1,2 14.2:2,3,4 14.3:2,3 15.1:2,3
  15.2:2,3 15.3:2,3,4,5,6,7 16.1:1 16.2:1,2,3,4,5 16.3:1,2,3,4 16.4:1,2,3 16.5:1,2,3 17.1:1
  17.2:1,2,3,4 17.3:1,2
  `,
}

interface Row {
  id: string
  level: string
  what: string
  status: string
  where: string[]
  why: string
}

const [header, ...lines] = read('server/http/asvs.csv').trimEnd().split('\n')
const rows = lines.map((line): Row => {
  const [id = '', level = '', what = '', status = '', where = '', why = ''] = cellsOf(line)
  return { id, level, what, status, where: where === '' ? [] : where.split('; '), why }
})

/** A line of a CSV: a cell stands in quotes where it holds a comma or a quote, which is doubled. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
}

function asked(level: 1 | 2): string[] {
  return levels[level]
    .trim()
    .split(/\s+/)
    .flatMap((section) => {
      const [name = '', numbers = ''] = section.split(':')
      return numbers.split(',').map((number) => `${name}.${number}`)
    })
}

test('It has a line for each requirement of the first two levels, and for no other', () => {
  expect(header).toBe('id,level,what,status,where,why')
  for (const level of [1, 2] as const)
    expect(rows.filter((row) => row.level === String(level)).map(({ id }) => id)).toEqual(
      expect.arrayContaining(asked(level)),
    )
  expect(rows).toHaveLength(asked(1).length + asked(2).length)
  expect(rows).toHaveLength(253)
})

describe.each(rows)('$id $what', ({ id, what, status, where, why }) => {
  test('It says how that stands, and why', () => {
    expect(what.length).toBeGreaterThan(0)
    expect(['met', 'deviation', 'not applicable']).toContain(status)
    if (status === 'met') expect(where.length).toBeGreaterThan(0)
    if (status === 'not applicable') expect(why.length).toBeGreaterThan(0)
    if (status === 'deviation') expect(reasonsIn(where).join('\n')).toContain(id)
  })

  test('It points to what there is', () => {
    for (const pointer of where) {
      const [file = '', title] = pointer.split(' › ')
      expect(existsSync(join(root, file)), file).toBe(true)
      if (title !== undefined) expect(hasTitle(file, title), pointer).toBe(true)
    }
  })
})

/** The decisions of the README that a line points to. */
function reasonsIn(where: readonly string[]): string[] {
  return where
    .filter((pointer) => pointer.startsWith('README.md › '))
    .map((pointer) => readme.split(`\n**${pointer.slice(12)}.**`)[1]?.split('\n\n')[0] ?? '')
}

function hasTitle(file: string, title: string): boolean {
  const text = read(file)
  if (file === 'README.md') return text.includes(`\n**${title}.**`)
  if (file.endsWith('.md')) return text.includes(`\n## ${title}\n`)
  return [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => text.includes(quoted))
}
