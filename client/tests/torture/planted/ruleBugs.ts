import type { Bug } from './bug.ts'

/** What could be wrong with the rules that both run. */
export const ruleBugs: readonly Bug[] = [
  {
    name: 'puts goods back again at each step of a cancelled order',
    edits: [
      {
        file: 'shared/status.ts',
        find: 'move(draft, returnOf(settled, index, returned), before)',
        replace: 'move(draft, returnOf(settled, index, returned), before && undefined)',
      },
    ],
    plan: { seed: 2, tablets: 3, days: 2, deeds: 50, only: [], doing: ['sell', 'move'] },
    killedBy: 'a level is what its movements and counts say',
  },
  {
    name: 'moves a level by what came before its count',
    edits: [
      {
        file: 'shared/stock.ts',
        find: '!level.counted || isLater(stampOf(movement), level.counted) ? movement.quantity : 0',
        replace: 'movement.quantity',
      },
    ],
    plan: { seed: 2, tablets: 3, days: 2, deeds: 50, only: [] },
    killedBy: 'a level is what its movements and counts say',
  },
  {
    name: 'orders the steps of an order by their arrival',
    edits: [
      {
        file: 'shared/status.ts',
        find: 'const sorted = [...steps].sort(byStamp((step) => [step.at, step.id]))',
        replace: 'const sorted = [...steps]; void byStamp',
      },
    ],
    plan: { seed: 5, tablets: 3, days: 2, deeds: 50, only: [], doing: ['sell', 'move'] },
    killedBy: 'a status is what its steps say',
  },
  {
    name: 'lets the edit that arrives last win',
    edits: [
      {
        file: 'shared/merge.ts',
        find: 'return !known || isLater(stamp, known)',
        replace: 'return !known || isLater(stamp, known) || true',
      },
    ],
    plan: {
      ...{ seed: 1, tablets: 4, days: 2, deeds: 45, doing: ['editProduct'] },
      ...{ only: ['clock jump of 400 days'], mostFaults: 2 },
    },
    killedBy: 'a product is the latest that was said of it',
  },
  {
    name: 'counts what was given back into the drawer',
    edits: [
      {
        file: 'shared/commands/orderRefund.ts',
        find: `takingsOf(args.payments, 'back')`,
        replace: `takingsOf(args.payments, 'in')`,
      },
    ],
    plan: { seed: 3, tablets: 2, days: 2, deeds: 60, only: [] },
    killedBy: 'a drawer holds what was put into it',
  },
  {
    name: 'forgets what was paid later',
    edits: [
      {
        file: 'shared/status.ts',
        find: `draft.historyOf('paid', order.id)`,
        replace: '[]',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, deeds: 60, only: [] },
    killedBy: 'an order’s balance is what was paid and given back',
  },
  {
    name: 'leaves what came back off the shelf',
    edits: [
      {
        file: 'shared/commands/orderRefund.ts',
        find: `if (line.goods === 'kept') return []`,
        replace: `if (line.goods !== 'waste') return []`,
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, deeds: 60, only: [] },
    killedBy: 'goods move with each line, once',
  },
]
