import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { build } from 'vite'
import { openApp } from '../../../../../server/http/app.ts'
import { listen } from '../../../../../server/http/listen.ts'
import { openStore } from '../../../../../server/store/store.ts'
import { openApi } from '../../../../data/api.ts'
import { demand } from '../../../market.ts'
import { fetchFrom, openVisitor } from '../../../visitor.ts'

export const ada = { username: 'ada', password: 'a stall in the rain' }

export type PageServer = Awaited<ReturnType<typeof openServer>>

/** A server of its own with the page built into its folder; `mend` may change the app's sources on their way. */
export async function openServer(folder: string, mend: (source: string) => string = (source) => source) {
  const dist = join(folder, 'dist')
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    plugins: [{ name: 'mend', transform: { order: 'pre', handler: mend } }],
    build: { outDir: dist, emptyOutDir: true, target: 'es2022' },
  })
  const store = openStore(join(folder, 'awning.db'))
  const log = { info: () => {}, error: () => {} }
  const random = (size: number) => randomBytes(size)
  const app = openApp({ store, dist, log, random, now: () => Date.now(), version: '0.0.0' })
  const listening = await listen(app, { host: '127.0.0.1', port: 0 })
  const api = openApi(openVisitor(fetchFrom(listening.url)).fetch)
  const business = { name: 'Leith Market', currency: 'GBP', zone: 'Europe/London', taxIncluded: true }
  demand(await api.setUp({ business, admin: { name: 'Ada', ...ada }, sample: false }))
  return {
    url: `http://localhost:${listening.port}/`,
    locationId: store.rows.all('location')[0]?.id ?? '',
    orders: () => store.rows.all('order').map(({ id }) => id),
    async close() {
      await listening.close()
      store.close()
    },
  }
}
