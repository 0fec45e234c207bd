import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loaf, sell } from '../../tests/reports.ts'
import { openBooks } from '../../tests/figures.ts'
import type { Question } from './answer.ts'
import { openDesk, openDeskBeside, type ReportDesk } from './desk.ts'

const question: Question = {
  report: 'sales',
  asked: { from: '2026-03-29', to: '2026-03-29', group: 'product' },
}

let folder: string
let desk: ReportDesk | null = null

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'awning-desk-'))))
afterEach(async () => {
  await desk?.close()
  rmSync(folder, { recursive: true, force: true })
})

it('gives the same from a thread of its own as from the store, as soon as it is committed', async () => {
  const path = join(folder, 'awning.db')
  const books = openBooks({ path })
  desk = openDeskBeside(path)
  for (const total of [300, 600]) {
    sell(books, '2026-03-29T12:00:00', [loaf(1)])
    await books.a.send()
    const paper = await desk.ask(question, books.now, 'json')
    expect(paper).toEqual(await openDesk(books.store).ask(question, books.now, 'json'))
    expect(paper.ok && JSON.parse(paper.text)).toMatchObject({ total })
  }
  books.store.close()
})

it('asks another thread where one died over it, and says so where that one dies too', async () => {
  const path = join(folder, 'awning.db')
  const books = openBooks({ path })
  let deaths = 1
  const url = new URL('./thread.ts', import.meta.url)
  desk = openDeskBeside(path, () => {
    const worker = new Worker(url, { workerData: path })
    if (deaths-- > 0) void worker.terminate()
    return worker
  })
  expect(await desk.ask(question, books.now, 'csv')).toMatchObject({ ok: true })
  await desk.close()
  deaths = 2
  await expect(desk.ask(question, books.now, 'csv')).rejects.toThrow('the thread of reports died of sales')
  expect(await desk.ask(question, books.now, 'csv')).toMatchObject({ ok: true })
  books.store.close()
})
