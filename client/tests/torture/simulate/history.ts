/* What the tablets' screens called saved, kept by someone who forgets nothing. */

export interface Saved {
  id: string
  name: string
  device: string
  /** Minor units; 0 for anything but an order. */
  total: number
  at: number
  /** Why this one need not be applied: it was spoiled, or its person had not been let do it. */
  excuse: 'spoiled' | 'request' | null
}

export interface History {
  save(saved: Saved): void
  get(id: string): Saved | undefined
  excuse(id: string): void
  all(): Iterable<Saved>
  of(device: string): Saved[]
  /** What was saved under one name is looked for under another, all of it or what is named. */
  move(from: string, to: string, ids?: ReadonlySet<string>): void
  size(): number
}

export function openHistory(): History {
  const saved = new Map<string, Saved>()
  const byDevice = new Map<string, Saved[]>()
  return {
    save(one) {
      if (saved.has(one.id)) return
      saved.set(one.id, one)
      const beside = byDevice.get(one.device)
      if (beside) beside.push(one)
      else byDevice.set(one.device, [one])
    },
    get: (id) => saved.get(id),
    excuse(id) {
      const one = saved.get(id)
      if (one) one.excuse = 'spoiled'
    },
    all: () => saved.values(),
    of: (device) => byDevice.get(device) ?? [],
    move(from, to, ids) {
      const all = byDevice.get(from) ?? []
      const moves = (one: Saved) => !ids || ids.has(one.id)
      byDevice.set(
        from,
        all.filter((one) => !moves(one)),
      )
      byDevice.set(to, [...(byDevice.get(to) ?? []), ...all.filter(moves)])
      for (const one of all.filter(moves)) one.device = to
    },
    size: () => saved.size,
  }
}
