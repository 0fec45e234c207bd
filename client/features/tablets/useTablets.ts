import { computed, onMounted, ref, shallowRef } from 'vue'
import type { Tablet, TabletChange } from '#shared/tablets.ts'
import { byName } from '../app/names.ts'
import { useAddress } from '../app/useAddress.ts'
import { useTill } from '../app/useTill.ts'
import { releasedText } from './words.ts'

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

  /** What became of what a tablet did after it was shut out, or why nothing did. */
  async function release(id: string): Promise<{ ok: boolean; text: string }> {
    const answer = await till.office.releaseTablet(id)
    if (!answer.ok) return { ok: false, text: answer.sentence }
    await load()
    return { ok: true, text: releasedText(answer.value) }
  }

  onMounted(load)
  return {
    ...{ state, problem, load, change, release },
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
