import axe from 'axe-core'
import type { CDPSession, Page } from 'playwright-core'
import { expect } from 'vitest'

const look = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(
  ({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => [id, help, target.join(' '), failureSummary].join(' · '))))`

/** Fails with every accessibility problem that axe finds on the page as it stands. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await settle(page)
  const cdp = await page.context().newCDPSession(page)
  try {
    // The debugger's door: our content security policy lets no script in by any other.
    if (!(await isThere(cdp))) await cdp.send('Runtime.evaluate', { expression: axe.source })
    const { result } = await cdp.send('Runtime.evaluate', {
      expression: look,
      awaitPromise: true,
      returnByValue: true,
    })
    expect(result.value, `axe on ${name}`).toEqual([])
  } finally {
    await cdp.detach()
  }
}

async function isThere(cdp: CDPSession): Promise<boolean> {
  const { result } = await cdp.send('Runtime.evaluate', { expression: 'typeof axe', returnByValue: true })
  return result.value === 'object'
}

/** What is still moving has colours of its own; what turns for ever, such as a spinner, keeps them. */
async function settle(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() =>
        document
          .getAnimations()
          .every(
            ({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity,
          ),
      ),
    )
    .toBe(true)
}
