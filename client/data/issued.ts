import type { DBCore, Middleware } from 'dexie'

/*
 * Dexie asks the browser at once for what it is told to write, unless something is to be done first, such as a hook.
 * Whoever ends a transaction by hand has to know: what has not been asked for by then is not in it.
 */

const issued = new WeakMap<object, number>()

/** How many writes the browser has been asked for in this transaction. */
export function issuedIn(transaction: object): number {
  return issued.get(transaction) ?? 0
}

/** Counts them, below everything that could hold one back. */
export const counting: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'issued',
  level: -2,
  create: (core) => ({
    ...core,
    table(name) {
      const table = core.table(name)
      return {
        ...table,
        mutate(request) {
          issued.set(request.trans, issuedIn(request.trans) + 1)
          return table.mutate(request)
        },
      }
    },
  }),
}
