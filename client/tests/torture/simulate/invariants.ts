import type { Evening } from './looks/evening.ts'
import { chainVerifies, flippedByteIsFound, journalVerifies } from './looks/chain.ts'
import { balancesAreRight, drawersAreRight, goodsAreRight } from './looks/effects.ts'
import {
  answeredIsDurable,
  noGap,
  noNumberTwice,
  outboxEmpties,
  ownOrdersStay,
  sameOutcomes,
  savedSurvives,
} from './looks/journal.ts'
import { levelsAreRight, productsAreRight, statusesAreRight } from './looks/merged.ts'
import { harmIsMended, nothingBehindReader, nothingKept, rowsAreEqual } from './looks/rows.ts'
import {
  factsAreTaken,
  moneyAddsUp,
  nothingInvented,
  nothingLost,
  restoredIsWhole,
  tamperedIsAside,
} from './looks/whole.ts'

/*
 * The promises of the sync, each as one look at a market in the evening. A look says what is wrong, or null. Some
 * promises (2, 8, 9) are watched on the wires as well, while things happen.
 */

interface Invariant {
  invariant: number
  check: string
  look(evening: Evening): string | null
}

export const invariants: readonly Invariant[] = [
  { invariant: 2, check: 'what was answered is durable', look: answeredIsDurable },
  { invariant: 1, check: 'what is called saved is saved', look: savedSurvives },
  { invariant: 4, check: 'no gap in a device’s commands', look: noGap },
  { invariant: 4, check: 'no order number twice', look: noNumberTwice },
  { invariant: 10, check: 'the outbox empties by itself', look: outboxEmpties },
  { invariant: 12, check: 'after a restore everything is there again', look: restoredIsWhole },
  { invariant: 3, check: 'nothing saved is lost', look: nothingLost },
  { invariant: 3, check: 'nothing is there that nobody made', look: nothingInvented },
  { invariant: 8, check: 'a tablet’s outcomes are the server’s', look: sameOutcomes },
  { invariant: 1, check: 'an own order stays on its tablet', look: ownOrdersStay },
  { invariant: 15, check: 'what was tampered with is set aside', look: tamperedIsAside },
  { invariant: 13, check: 'no clock keeps a fact from being taken', look: factsAreTaken },
  { invariant: 14, check: 'the money adds up', look: moneyAddsUp },
  { invariant: 14, check: 'an order’s balance is what was paid and given back', look: balancesAreRight },
  { invariant: 14, check: 'a drawer holds what was put into it', look: drawersAreRight },
  { invariant: 14, check: 'goods move with each line, once', look: goodsAreRight },
  { invariant: 5, check: 'a level is what its movements and counts say', look: levelsAreRight },
  { invariant: 5, check: 'a product is the latest that was said of it', look: productsAreRight },
  { invariant: 5, check: 'a status is what its steps say', look: statusesAreRight },
  { invariant: 6, check: 'nothing appears behind a reader', look: nothingBehindReader },
  { invariant: 11, check: 'a damaged row is mended within six hours', look: harmIsMended },
  { invariant: 11, check: 'a tablet with nothing to send has the server’s rows', look: rowsAreEqual },
  { invariant: 11, check: 'a tablet with nothing to send keeps no copies', look: nothingKept },
  { invariant: 15, check: 'the chain verifies', look: chainVerifies },
  { invariant: 15, check: 'nothing was edited', look: journalVerifies },
  { invariant: 15, check: 'one flipped byte is found', look: flippedByteIsFound },
]
