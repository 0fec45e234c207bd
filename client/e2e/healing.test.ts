import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { allSent, sheet } from './frame.ts'
import { tile } from './selling.ts'
import { readyTill } from './till.ts'

test('It mends a price that storage has spoiled when somebody asks for it, and says so', async () => {
  const { page } = await readyTill()
  const right = await tile(page, 'Sourdough').innerText()
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('awning')
        opening.onerror = () => reject(new Error('no database'))
        opening.onsuccess = () => {
          const database = opening.result
          const store = database.transaction('product', 'readwrite').objectStore('product')
          const found = store.getAll()
          found.onsuccess = () => {
            const row: { name: string; price: number } = found.result.find(
              ({ name }: { name: string }) => name === 'Sourdough',
            )
            store.put({ ...row, price: row.price + 1 })
          }
          store.transaction.oncomplete = () => {
            database.close()
            resolve()
          }
        }
      }),
  )
  await page.reload()
  await expect.poll(() => tile(page, 'Sourdough').innerText()).not.toBe(right)

  await page.getByRole('button', { name: allSent }).click()
  await sheet(page, 'Saved and sent').getByRole('button', { name: 'Compare with the server now' }).click()
  await sheet(page).getByText('just now, mended 1 row').waitFor()
  await expectAccessible(page, 'saved and sent')
  await page.keyboard.press('Escape')
  await expect.poll(() => tile(page, 'Sourdough').innerText()).toBe(right)
})
