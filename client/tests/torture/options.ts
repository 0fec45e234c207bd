/** Whole numbers given as "--seeds 200"; an option nobody knows is a mistake worth stopping for. */
export function numbersIn<T extends Record<string, number>>(args: readonly string[], defaults: T): T {
  const found: Record<string, number> = { ...defaults }
  for (let at = 0; at < args.length; at += 2) {
    const [name = '', value = ''] = [args[at]?.replace(/^--/, ''), args[at + 1]]
    if (!Object.hasOwn(defaults, name) || !/^\d+$/.test(value))
      throw new Error(
        `${args[at] ?? ''} ${value}: known are ${Object.keys(defaults)
          .map((known) => `--${known} N`)
          .join(', ')}`,
      )
    found[name] = Number(value)
  }
  return { ...defaults, ...found }
}
