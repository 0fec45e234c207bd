import type { Page } from 'playwright-core'
import { hears, sheet } from './frame.ts'

type Figures = Record<string, number>

export async function receive(page: Page, figures: Figures) {
  await page.getByRole('button', { name: 'Receive' }).click()
  await fill(page, 'Receive', 'Receive', figures)
  await sheet(page, 'Receive').getByRole('button', { name: 'Save what came in' }).click()
  await hears(page, 'Saved on this tablet')
}

export async function count(page: Page, figures: Figures) {
  await page.getByRole('button', { name: 'Count', exact: true }).click()
  await fill(page, 'Count', 'Found', figures)
  await sheet(page, 'Count').getByRole('button', { name: 'Save count' }).click()
  await hears(page, 'Count saved on this tablet')
}

async function fill(page: Page, title: string, what: string, figures: Figures) {
  for (const [product, figure] of Object.entries(figures)) {
    const box = sheet(page, title).getByRole('textbox', { name: `${what}: ${product}` })
    await box.fill(String(figure))
  }
}
