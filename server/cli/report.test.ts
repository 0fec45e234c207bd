import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBooks } from '../tests/figures.ts'
import { loaf, sales, sell, sunday } from '../tests/reports.ts'
import { bread, stall } from '../tests/sealing.ts'
import { recountFile, toldOf } from './recountFile.ts'

const main = join(import.meta.dirname, 'main.ts')

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'awning-report-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const env = () => ({ PATH: process.env.PATH, AWNING_DATA: folder })
const [from, to] = sunday
const asked = ['report', 'sales', '--from', from, '--to', to, '--group']

test('It prints the report that the server gives beside the open database, and a table for people', async () => {
  const books = openBooks({ path: join(folder, 'awning.db') })
  sell(books, '2026-03-29T12:00:00', [loaf(2)])
  await books.a.send()
  const json = execFileSync(process.execPath, [main, ...asked, 'product', '--json'], { env: env() })
  expect(JSON.parse(json.toString())).toEqual(sales(books, 'product', sunday))
  const table = execFileSync(process.execPath, [main, ...asked, 'day', '--location', stall], { env: env() })
  expect(table.toString()).toMatch(
    /orders +units +total[^]*2026-03-29 +1 +2 +6 [^]*This is not final.*A \(A\), B \(B\)/,
  )
  const wrong = spawnSync(process.execPath, [main, ...asked, 'colour'], { env: env() })
  expect([wrong.status, wrong.stderr.toString()]).toEqual([1, expect.stringMatching(/^It is: awning report/)])
  books.store.close()
})

test('It finds a sum that was edited in the file, and says what it was to be', async () => {
  const path = join(folder, 'awning.db')
  const books = openBooks({ path })
  sell(books, '2026-03-29T12:00:00', [loaf(2)])
  await books.a.send()
  expect(toldOf(recountFile(path))).toContain('are what a recount of the journal gives')
  books.store.database.exec(`UPDATE sales_month SET sold = sold - 1 WHERE dimension = 'product'`)
  expect(toldOf(recountFile(path))).toBe(
    `One sum differs from a recount of the journal. The first: product ${bread} 2026-03 ${stall}: sold is kept as 599, and a recount gives 600.`,
  )
  books.store.close()
})
