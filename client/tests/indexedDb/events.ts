/* Events as IndexedDB has them: they rise from a request by its transaction to its database. */

export interface Happening {
  type: string
  target: Target
  currentTarget: Target
  bubbles: boolean
  defaultPrevented: boolean
  oldVersion?: number
  newVersion?: number | null
  preventDefault(): void
  stopPropagation(): void
}

type Listener = (event: Happening) => void

interface Heard {
  listener: Listener
  isOnce: boolean
}

export class Target {
  #heard: Map<string, Heard[]> | null = null

  addEventListener(type: string, listener: Listener, options: { once?: boolean } | boolean = false): void {
    this.#heard ??= new Map()
    const isOnce = typeof options === 'object' && (options.once ?? false)
    const beside = this.#heard.get(type)
    if (!beside) this.#heard.set(type, [{ listener, isOnce }])
    else if (!beside.some((known) => known.listener === listener)) beside.push({ listener, isOnce })
  }

  removeEventListener(type: string, listener: Listener): void {
    const beside = this.#heard?.get(type)
    const at = beside?.findIndex((known) => known.listener === listener) ?? -1
    if (at >= 0) beside?.splice(at, 1)
  }

  hears(type: string): boolean {
    return typeof this.#handler(type) === 'function' || (this.#heard?.get(type)?.length ?? 0) > 0
  }

  tell(event: Happening): void {
    event.currentTarget = this
    const handler = this.#handler(event.type)
    if (typeof handler === 'function') handler.call(this, event)
    for (const { listener, isOnce } of [...(this.#heard?.get(event.type) ?? [])]) {
      if (isOnce) this.removeEventListener(event.type, listener)
      listener.call(this, event)
    }
  }

  #handler(type: string): unknown {
    return (this as Record<string, unknown>)[`on${type}`]
  }
}

/** Tells the first, and where it `bubbles` the others too. Says whether the default was prevented, or a listener threw. */
export function fire(
  type: string,
  path: readonly [Target, ...Target[]],
  bubbles: boolean,
  more: { oldVersion?: number; newVersion?: number | null } = {},
): { isPrevented: boolean; hasThrown: boolean } {
  const rest = bubbles ? path.slice(1) : []
  const event: Happening = {
    ...{ type, bubbles, target: path[0], currentTarget: path[0], defaultPrevented: false, ...more },
    preventDefault() {
      event.defaultPrevented = true
    },
    stopPropagation() {
      rest.length = 0
    },
  }
  try {
    path[0].tell(event)
    for (let next = rest.shift(); next; next = rest.shift()) next.tell(event)
  } catch (error) {
    // As a browser reports it: loudly, and to nobody in particular.
    queueMicrotask(() => {
      throw error
    })
    return { isPrevented: event.defaultPrevented, hasThrown: true }
  }
  return { isPrevented: event.defaultPrevented, hasThrown: false }
}
