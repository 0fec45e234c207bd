import { computed, onMounted, ref, shallowRef } from 'vue'
import type { Decision, Member, MemberChange, NewMember, PeopleAnswer, ResetCode } from '#shared/people.ts'
import { useAddress } from '../app/useAddress.ts'
import { byName } from '../app/names.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { roleName } from '../identity/roles.ts'

/** The business's people and who asks to be let in, as the server has them now. */
export function usePeople() {
  const { till } = useTill()
  const { nameOf } = usePlaces()
  const { choice, typed, read, write } = useAddress()
  const state = choice('state', ['active', 'all', 'disabled'])
  const text = typed('q')
  const answer = shallowRef<PeopleAnswer | null>(null)
  const problem = ref('')

  async function load() {
    const asked = await till.office.people()
    if (asked.ok) answer.value = asked.value
    problem.value = asked.ok ? '' : asked.sentence
  }

  const placeOf = (id: string | null) => (id === null ? '' : nameOf(id))
  const all = computed(() => answer.value?.people ?? [])
  const registrations = computed(() => answer.value?.registrations ?? [])
  const shown = computed(() =>
    all.value
      .filter(({ active }) => state.value === 'all' || active === (state.value === 'active'))
      .filter((person) => fits(person, text.value, placeOf(person.locationId)))
      .sort((a, b) => Number(b.active) - Number(a.active) || byName(a.name, b.name)),
  )

  /** Empty once it is done, else why it was not. */
  async function decide(id: string, decision: Decision): Promise<string> {
    const decided = await till.office.decide(id, decision)
    if (!decided.ok) return decided.sentence
    await load()
    return ''
  }

  async function add(wish: NewMember): Promise<ResetCode | string> {
    const added = await till.office.addMember(wish)
    if (added.ok) await load()
    return added.ok ? added.value : added.sentence
  }

  async function change(id: string, wish: MemberChange): Promise<string> {
    const changed = Object.keys(wish).length === 0 || (await till.office.changeMember(id, wish))
    if (changed !== true && !changed.ok) return changed.sentence
    await load()
    return ''
  }

  async function reset(id: string): Promise<ResetCode | string> {
    const made = await till.office.reset(id)
    return made.ok ? made.value : made.sentence
  }

  onMounted(load)
  return {
    ...{ state, text, problem, registrations, shown, all, placeOf, load, decide, add, change, reset },
    isLoading: computed(() => answer.value === null),
    deciding: computed(() => registrations.value.find(({ id }) => id === read('decide')) ?? null),
    /** Whoever the address has open; null for somebody new, undefined while nobody is. */
    member: computed(() => {
      const id = read('person')
      return id === 'new' ? null : all.value.find((one) => one.id === id)
    }),
    open: (name: 'decide' | 'person', id: string) => void write({ [name]: id }, id ? 'push' : 'replace'),
  }
}

function fits({ name, username, email, role }: Member, text: string, place: string): boolean {
  const words = text.trim().toLowerCase()
  return [name, username, email ?? '', roleName[role], place].some((said) =>
    said.toLowerCase().includes(words),
  )
}
