// Plain JavaScript that an old Node can read: it runs before the pinned Node and TypeScript are there.
import { spawnSync } from 'child_process'
import { existsSync } from 'fs'
import { delimiter, join } from 'path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * Where a Chromium lies: what `CHROMIUM` says, then the PATH, then Playwright's own download.
 * @returns {string | undefined}
 */
export function findChromium() {
  const said = process.env.CHROMIUM
  if (said) return said
  const folders = (process.env.PATH || '').split(delimiter).concat('/usr/bin')
  for (const name of names) {
    for (const folder of folders) {
      if (existsSync(join(folder, name))) return join(folder, name)
    }
  }
  return downloaded()
}

function downloaded() {
  const ask = "import('playwright-core').then((it) => console.log(it.chromium.executablePath()))"
  const { stdout } = spawnSync('node_modules/.bin/node', ['-e', ask], { encoding: 'utf8' })
  const path = (stdout || '').trim()
  return path && existsSync(path) ? path : undefined
}
