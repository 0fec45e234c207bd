import { v7 } from 'uuid'
import { computed, onMounted, onScopeDispose, ref, shallowRef } from 'vue'
import type { KeptImport } from '../../data/db.ts'
import { dropImport, keepImport, keptImport, saveSlices } from '../../data/imports.ts'
import { products } from '../../data/queries.ts'
import { useBusy } from '../app/busy.ts'
import { useTill } from '../app/useTill.ts'
import { type Plan, planImport } from './csv/plan.ts'
import { readSheet } from './csv/readFile.ts'
import { slicesOf } from './csv/slices.ts'
import { refusalText } from './refusals.ts'

/** `choose` a file, which is `reading` and then `preview`; once it is wanted it is `saving`, and then `done`. */
type Stage = 'choose' | 'reading' | 'preview' | 'saving' | 'done'

/** One import at a time, whichever tab it is in: two at once would make each new product twice. */
const lockName = 'awning.import'

/** A product file on its way into the catalogue. It is kept on this tablet until it is through, or let go of. */
export function useImport() {
  const { till, courier, business } = useTill()
  const stage = ref<Stage>('choose')
  const file = shallowRef<KeptImport | null>(null)
  const plan = shallowRef<Plan | null>(null)
  const problem = ref('')
  const [saved, total] = [ref(0), ref(0)]
  /** Whether nobody wants the slices that are left. */
  const run = { isOver: false }
  const isOver = () => run.isOver
  useBusy(() => stage.value === 'saving')
  onScopeDispose(() => (run.isOver = true))
  onMounted(async () => {
    const kept = await keptImport(till.db)
    if (!kept) return
    file.value = kept
    if (kept.isWanted) await start()
    else await look()
  })

  async function choose(chosen: File) {
    problem.value = ''
    stage.value = 'reading'
    const bytes = new Uint8Array(await chosen.arrayBuffer())
    file.value = { name: chosen.name, bytes, isWanted: false }
    if (await look()) await keepImport(till.db, file.value)
  }

  /** Holds the file against what is in the catalogue now. */
  async function look(): Promise<boolean> {
    stage.value = 'reading'
    const reading = await readSheet(file.value?.bytes ?? new Uint8Array(), breathe)
    if (!reading.ok) {
      problem.value = reading.text
      await forget()
      return false
    }
    const currency = business.value?.currency ?? 'GBP'
    plan.value = await planImport(reading.sheet, await products(till.db), { currency, newId: v7, breathe })
    stage.value = 'preview'
    return true
  }

  async function start() {
    problem.value = ''
    await navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
      if (lock) await save()
      else problem.value = 'This file is being imported in another tab of this browser already.'
    })
  }

  /** Another person or tab may have changed the catalogue since the preview, so that it is looked at anew. */
  async function save() {
    if (!(await look()) || !file.value || !plan.value) return
    file.value = { ...file.value, isWanted: true }
    await keepImport(till.db, file.value)
    const wishes = plan.value.wanted.map(({ wish }) => wish)
    saved.value = 0
    total.value = wishes.length
    stage.value = 'saving'
    run.isOver = false
    const outside = {
      breathe,
      pause: () => wait(150),
      isOnline: () => courier.status().reach === 'online',
      isOver,
    }
    const imported = await saveSlices(till, slicesOf(wishes), outside, (some) => (saved.value += some))
    if (!imported.ok) problem.value = refusalText(imported.code)
    if (isOver()) return
    if (imported.ok) await dropImport(till.db)
    stage.value = imported.ok ? 'done' : 'preview'
  }

  /** Stops where it is: what is saved stays, and the rest can be taken up again. */
  async function stop() {
    run.isOver = true
    if (!file.value) return
    file.value = { ...file.value, isWanted: false }
    await keepImport(till.db, file.value)
    await look()
  }

  async function forget() {
    await dropImport(till.db)
    file.value = null
    plan.value = null
    stage.value = 'choose'
  }

  const fresh = computed(() => plan.value?.wanted.filter(({ wish }) => wish.isNew).length ?? 0)
  return {
    stage,
    plan,
    problem,
    saved,
    total,
    name: computed(() => file.value?.name ?? ''),
    fresh,
    changed: computed(() => (plan.value?.wanted.length ?? 0) - fresh.value),
    choose,
    start,
    stop,
    forget,
  }
}

function breathe(): Promise<void> {
  return wait(0)
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
