import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import type { CommandName } from '#shared/command.ts'
import { useLive } from '../../data/live.ts'
import { entriesNamed } from '../../data/entryQueries.ts'
import { useTill } from './useTill.ts'

/** Ids of the things whose last edit here waits to be sent. */
export function usePending(name: CommandName): ComputedRef<ReadonlySet<string>> {
  const { till } = useTill()
  const waiting = useLive(() => entriesNamed(till.db, name), [])
  return computed(() => new Set(waiting.value.map(({ command }) => String(command.args['id']))))
}
