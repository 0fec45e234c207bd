import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chainStart, hashOf } from '#shared/envelope.ts'
import { sealOf } from '#shared/seal.ts'
import { v7 } from 'uuid'
import { reportOf } from '../../../server/cli/verify.ts'
import { verifyAll } from '../../../server/cli/verifyAll.ts'
import { openNotary, sealAll } from '../../../server/domain/notary.ts'
import { openSeals } from '../../../server/domain/seals.ts'
import { openAudit } from '../../../server/store/audit.ts'
import { openStore, type Store } from '../../../server/store/store.ts'
import { numbersIn } from '../torture/options.ts'

/* How many commands a minute `awning verify` looks at, in a journal of orders that ten tablets made. */

const goal = 1_000_000
const tablets = 10

export async function run(args: string[]): Promise<boolean> {
  const { commands } = numbersIn(args, { commands: 200_000 })
  const folder = mkdtempSync(join(tmpdir(), 'awning-bench-'))
  try {
    const path = join(folder, 'awning.db')
    const key = randomBytes(32)
    const store = openStore(path)
    for (let tablet = 0; tablet < tablets; tablet += 1)
      fill(store, key, tablet, Math.ceil(commands / tablets))
    sealAll(store, openNotary(key))
    store.close()
    const audit = openAudit(path)
    if (!audit) throw new Error('it is of this version')
    const [begun, used] = [performance.now(), process.cpuUsage()]
    const verdict = await verifyAll(audit, path, key, availableParallelism())
    const ms = performance.now() - begun
    const { user, system } = process.cpuUsage(used)
    audit.close()
    const perMinute = Math.round((verdict.tally.commands / ms) * 60_000)
    const each = Math.round((user + system) / verdict.tally.commands)
    process.stdout.write(
      `${reportOf(verdict)}\n${perMinute.toLocaleString('en-GB')} commands a minute with ${availableParallelism()} threads (goal ≥ ${goal.toLocaleString('en-GB')}): ${perMinute >= goal ? 'met' : 'MISSED'}; ${each} µs of processor time each\n`,
    )
    return perMinute >= goal && verdict.faults.length === 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A tablet's orders, sealed as it would have sealed them, and the rows they came to. */
function fill(store: Store, key: Uint8Array, tablet: number, size: number): void {
  const [device, actor, grant, locationId] = [v7(), v7(), v7(), v7()]
  const letter = String.fromCharCode(65 + tablet)
  const sealKey = openSeals(key).keyOf(device, actor)
  const productIds = [v7(), v7(), v7()]
  let hash = chainStart
  store.write(() => {
    store.rows.put('device', { id: device, letter, name: letter, locationId, active: true }, 1)
    for (let seq = 1; seq <= size; seq += 1) {
      const args = orderOf(`${letter}-${String(seq).padStart(4, '0')}`, locationId, productIds)
      const unsealed = {
        ...{
          id: v7(),
          device,
          seq,
          name: 'order.place',
          v: 3,
          args,
          actor,
          grant,
          at: 1_760_000_000_000 + seq,
        },
        ...{ offset: 0, uncertainty: 12, zone: 'Europe/London', base: seq },
      }
      hash = hashOf(unsealed, hash)
      const command = { ...unsealed, hash, seal: sealOf(sealKey, { ...unsealed, hash }) }
      const outcome = { seq, rev: seq, status: 'applied' as const }
      const { id } = command
      store.journal.add({
        device,
        seq,
        id,
        hash,
        links: true,
        raw: JSON.stringify(command),
        outcome,
        receivedAt: command.at,
      })
      store.database.prepare(insert).run(id, JSON.stringify({ id, ...args }), command.at)
    }
  })
}

const insert = `INSERT INTO "order" (id, rev, body, placed_at) VALUES (?, 1, ?, ?)`

function orderOf(number: string, locationId: string, productIds: readonly string[]) {
  const lines = productIds.map((productId) => ({
    ...{ productId, name: 'Sourdough, large', price: 450, quantity: 2, taxRate: 0, total: 900 },
  }))
  return {
    ...{ number, locationId, currency: 'GBP', taxIncluded: true, lines, total: 2_700 },
    ...{ taxes: [{ rate: 0, gross: 2_700, tax: 0 }], payments: [{ kind: 'cash', amount: 2_700 }] },
    startStatus: 'completed',
  }
}
