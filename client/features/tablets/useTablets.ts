import { computed, onMounted, ref, shallowRef } from 'vue'
import type { Tablet, TabletChange } from '#shared/tablets.ts'
import { byName } from '../app/names.ts'
import { useAddress } from '../app/useAddress.ts'
import { useTill } from '../app/useTill.ts'

/** Every tablet, as the server has heard of it. */
export function useTablets() {
  const { till } = useTill()
  const { choice, read, write } = useAddress()
  const state = choice('state', ['active', 'all', 'out'])
  const all = shallowRef<readonly Tablet[] | null>(null)
  const problem = ref('')

  async function load() {
    const answer = await till.office.tablets()
    if (answer.ok) all.value = answer.value.tablets
    problem.value = answer.ok ? '' : answer.sentence
  }

  /** Empty once it is done, else why it was not. */
  async function change(id: string, wish: TabletChange): Promise<string> {
    const changed = await till.office.changeTablet(id, wish)
    if (!changed.ok) return changed.sentence
    await load()
    return ''
  }

  onMounted(load)
  return {
    ...{ state, problem, load, change },
    isLoading: computed(() => all.value === null),
    shown: computed(() =>
      (all.value ?? [])
        .filter(({ active }) => state.value === 'all' || active === (state.value === 'active'))
        .sort((a, b) => a.letter.length - b.letter.length || byName(a.letter, b.letter)),
    ),
    chosen: computed(() => all.value?.find(({ id }) => id === read('tablet')) ?? null),
    open: (id: string) => void write({ tablet: id }, id ? 'push' : 'replace'),
  }
}
