import type { MoveKind } from './moving.ts'

/** What each way of moving stock is called on a button, over its sheet and on its save. */
export const moveWords: Record<MoveKind, { verb: string; title: string; text: string; save: string }> = {
  received: {
    verb: 'Receive',
    title: 'Receive',
    text: 'Goods that came in.',
    save: 'Save what came in',
  },
  transfer: {
    verb: 'Transfer',
    title: 'Transfer',
    text: 'Goods that go from one location to another.',
    save: 'Save the transfer',
  },
  waste: {
    verb: 'Waste',
    title: 'Waste',
    text: 'Goods that spoiled, broke or were thrown away.',
    save: 'Save the waste',
  },
  sample: {
    verb: 'Sample',
    title: 'Samples',
    text: 'Goods that were given away to taste or to show.',
    save: 'Save the samples',
  },
  correction: {
    verb: 'Correct',
    title: 'Correct',
    text: 'By how much a level is wrong: 2 for two more, −2 for two fewer.',
    save: 'Save the correction',
  },
}
