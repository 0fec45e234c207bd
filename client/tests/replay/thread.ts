import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from './crew.ts'
import { openTablet, type ReplayTablet } from './tablet.ts'

/* A thread that holds some of a replay's tablets and does with them what it is asked, one thing a tablet at a time. */

const tablets = new Map<number, ReplayTablet>()

parentPort?.on('message', (asked: Asked) => {
  carryOut(asked).then(
    (value) => tell({ id: asked.id, kind: 'done', value }),
    (error: unknown) => tell({ id: asked.id, kind: 'failed', error }),
  )
})

async function carryOut({ id, tablet: place, ask }: Asked): Promise<unknown> {
  if (ask.verb === 'open') {
    tablets.set(place, await openTablet(ask.input))
    return undefined
  }
  const tablet = tablets.get(place)
  if (!tablet) throw new Error('there is no such tablet')
  const progress = (size = 1) => tell({ id, kind: 'progress', size })
  switch (ask.verb) {
    case 'enrol':
      return tablet.enrol(ask.input)
    case 'stock':
      return tablet.stock(ask.input)
    case 'catchUp':
      return tablet.catchUp()
    case 'sell':
      return tablet.sell(ask.input, progress)
    case 'reconnect':
      return tablet.reconnect(progress)
    case 'sum':
      return tablet.sum(ask.input)
  }
}

function tell(told: Told): void {
  parentPort?.postMessage(told)
}
