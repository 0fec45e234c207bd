import { expect, test } from 'vitest'
import { SalesAnswer } from '#shared/reports.ts'
import { answerOf, codeOf, openMarket } from '../tests/market.ts'

test('It gives a report as figures and as a file, and says no to days and groups there are not', async () => {
  const { call, cookies } = await openMarket()
  const get = (path: string) => call('GET', `/api/reports/${path}`, { cookie: cookies.manager })
  const march = 'from=2026-03-01&to=2026-03-31'
  const answer = await answerOf(get(`sales?${march}&group=product`), SalesAnswer)
  expect(answer).toMatchObject({ currency: 'GBP', zone: 'Europe/London', total: 0, isFinal: true, rows: [] })

  const file = await get(`inventory?${march}&format=csv`)
  expect([file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
    'text/csv; charset=utf-8',
    'attachment; filename="inventory-2026-03-01-2026-03-31.csv"',
  ])
  expect(await file.text()).toMatch(/^"product","name","category","level"/)
  const odd = await get(`unusual?${march}&format=csv`)
  expect(odd.headers.get('content-disposition')).toBe(
    'attachment; filename="unusual-2026-03-01-2026-03-31.csv"',
  )
  expect(await odd.text()).toMatch(/^"what","person","times"/)

  for (const wrong of [
    ...['sales?from=2026-03-02&to=2026-03-01&group=day', `sales?${march}&group=colour`, `sales?${march}`],
    ...['sales?from=2026-02-30&to=2026-03-01&group=day', `cash?${march}&location=shore`, 'now?at=1'],
    ...[`inventory?${march}&format=pdf`],
  ])
    expect([wrong, await codeOf(get(wrong))]).toEqual([wrong, 'bad-request'])
})
