import { computed, reactive, ref } from 'vue'
import type { Tablet, TabletChange } from '#shared/tablets.ts'
import { useToasts } from '../../ui/toasts.ts'

/** A tablet while it is renamed, moved or shut out. */
export function useTabletForm(
  tablet: () => Tablet,
  change: (change: TabletChange) => Promise<string>,
  release: () => Promise<{ ok: boolean; text: string }>,
) {
  const { show } = useToasts()
  const form = reactive({ name: tablet().name, locationId: tablet().locationId, reason: '' })
  const [problem, isBusy, isLeaving, wasTried] = [ref(''), ref(false), ref(false), ref(false)]
  const errors = computed(() => {
    if (!wasTried.value) return {}
    return {
      ...(form.name.trim() ? {} : { name: 'Please give the tablet a name.' }),
      ...(form.reason.trim() ? {} : { reason: 'Say in a few words why.' }),
    }
  })

  async function put(wish: TabletChange, done: string): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    problem.value = await change(wish).finally(() => (isBusy.value = false))
    if (problem.value === '') show(done, { tone: 'good' })
    return problem.value === ''
  }

  async function save(): Promise<boolean> {
    wasTried.value = true
    const [name, { locationId }, known] = [form.name.trim(), form, tablet()]
    if (name === '') return false
    const wish = {
      ...(name === known.name ? {} : { name }),
      ...(locationId === known.locationId ? {} : { locationId }),
    }
    return Object.keys(wish).length === 0 || put(wish, 'Saved')
  }

  async function shutOut(): Promise<boolean> {
    wasTried.value = true
    const reason = form.reason.trim()
    return reason !== '' && put({ active: false, reason }, `Tablet ${tablet().letter} is shut out`)
  }

  async function takeIn() {
    if (isBusy.value) return
    isBusy.value = true
    const { ok, text } = await release().finally(() => (isBusy.value = false))
    problem.value = ok ? '' : text
    if (ok) show(text, { tone: 'good' })
  }

  return {
    ...{ form, errors, problem, isBusy, isLeaving, save, shutOut, takeIn },
    letIn: () => put({ active: true }, `Tablet ${tablet().letter} may come in again`),
    retire: () =>
      put({ active: false, reason: 'Its storage was lost' }, `Tablet ${tablet().letter} is retired`),
  }
}
