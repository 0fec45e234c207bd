import { computed, onScopeDispose, ref, watch } from 'vue'
import type { Ref, WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** What a page keeps in its address, so that a reload, the back button and a link find it again. */
export function useAddress() {
  const route = useRoute()
  const router = useRouter()
  let [coming, writes]: [Record<string, string>, number] = [{}, 0]

  function read(name: string): string {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }

  /**
   * An empty value leaves the address. `push` makes a step to come back from. What is on its way there goes along with what is
   * written meanwhile, which would take its place.
   */
  async function write(changes: Record<string, string>, how: 'replace' | 'push' = 'replace') {
    const turn = ++writes
    coming = { ...coming, ...changes }
    await router[how]({ path: route.path, query: withChanges(route.query, coming) })
    if (turn === writes) coming = {}
  }

  /** One of several words; the first stands for an address that says nothing. */
  function choice<V extends string>(name: string, options: readonly [V, ...V[]]): WritableComputedRef<V> {
    return computed({
      get: () => options.find((option) => option === read(name)) ?? options[0],
      set: (value) => void write({ [name]: value === options[0] ? '' : value }),
    })
  }

  function word(name: string): WritableComputedRef<string> {
    return computed({ get: () => read(name), set: (value) => void write({ [name]: value }) })
  }

  /** Text that is typed: it is there at once, and reaches the address when the typing rests. */
  function typed(name: string): Ref<string> {
    const text = ref(read(name))
    let timer: ReturnType<typeof setTimeout> | undefined
    watch(text, (value) => {
      clearTimeout(timer)
      timer = setTimeout(() => void (value !== read(name) && write({ [name]: value })), 250)
    })
    watch(
      () => read(name),
      (value) => (text.value = value),
    )
    onScopeDispose(() => clearTimeout(timer))
    return text
  }

  return { read, write, choice, word, typed }
}

function withChanges(
  query: Record<string, unknown>,
  changes: Record<string, string>,
): Record<string, string> {
  const words = Object.entries({ ...query, ...changes })
  return Object.fromEntries(
    words.flatMap(([name, value]) => (typeof value === 'string' && value ? [[name, value]] : [])),
  )
}
