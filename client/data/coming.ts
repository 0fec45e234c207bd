/** Functions that give promises, as those of something that is still being fetched can be called already. */
type Asked<T> = { [Name in keyof T]: (...given: never[]) => Promise<unknown> }

/** `early` answers for itself; everything else is asked of the whole, as soon as it is here. */
export function coming<E extends object, T extends Asked<Omit<T, keyof E>>>(
  early: E,
  whole: () => Promise<T>,
): E & Omit<T, keyof E>
export function coming(early: object, whole: () => Promise<object>): object {
  return new Proxy(early, {
    get(_early, name): unknown {
      // Whoever awaits it gets it as it is.
      if (Reflect.has(early, name) || name === 'then') return Reflect.get(early, name)
      return async (...given: unknown[]): Promise<unknown> => {
        const there = await whole()
        const asked: unknown = Reflect.get(there, name)
        if (typeof asked !== 'function') throw new TypeError(`there is no ${String(name)} to ask`)
        return Reflect.apply(asked, there, given)
      }
    },
  })
}
