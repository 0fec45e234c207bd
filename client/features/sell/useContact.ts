import { reactive, ref, watch } from 'vue'
import { type ContactProblem, emailProblem, phoneProblem } from '#shared/contact.ts'
import { useTill } from '../app/useTill.ts'
import { halfTypedFor, keepHalfTyped } from './halfTyped.ts'
import type { OpenBasket } from './useBasket.ts'

export type Way = 'email' | 'phone'

const problems = { email: emailProblem, phone: phoneProblem }
const sentences: Record<Way, Record<NonNullable<ContactProblem>, string>> = {
  email: {
    several: 'Type one address and nothing else, without spaces.',
    odd: 'An e-mail address has a name, an @ and a domain: morag@example.com.',
    'card-number': '',
  },
  phone: {
    several: '',
    odd: 'Type 4 to 15 digits, with a + in front for another country.',
    'card-number': 'This looks like a card number. Type the phone number instead.',
  },
}

/**
 * How to reach the customer, while it is typed. The disk never has it: until a field is left it is in the tab's memory,
 * which outlives a reload; then it is sealed to the server, and the basket keeps nothing but that.
 */
export function useContact(basket: OpenBasket, contactKey: () => string | undefined) {
  const { till } = useTill()
  const typed = reactive({ email: '', phone: '' })
  const errors = reactive({ email: '', phone: '' })
  const isOpen = reactive({ email: false, phone: false })
  const isSealing = ref(false)

  watch(
    () => basket.details.value.id,
    (id) => {
      Object.assign(typed, halfTypedFor(id))
      Object.assign(isOpen, { email: typed.email !== '', phone: typed.phone !== '' })
    },
    { immediate: true },
  )
  watch(typed, () => keepHalfTyped({ basketId: basket.details.value.id, ...typed }), { flush: 'sync' })
  watch(
    () => typed.email,
    () => (errors.email = ''),
  )
  watch(
    () => typed.phone,
    () => (errors.phone = ''),
  )

  /** Seals what was typed. False where it cannot be: it stays in the field, with a sentence. */
  async function note(way: Way): Promise<boolean> {
    const text = typed[way].trim()
    const key = contactKey()
    if (!text || key === undefined) return true
    const problem = problems[way](text)
    errors[way] = problem ? sentences[way][problem] : ''
    if (problem) return false
    const { id } = basket.details.value
    isSealing.value = true
    try {
      const sealed = await till.seal(key, { [way]: text })
      if (basket.details.value.id !== id || typed[way].trim() !== text) return true
      basket.setDetails({ [way]: sealed })
      typed[way] = ''
      isOpen[way] = false
      return true
    } finally {
      isSealing.value = false
    }
  }

  function remove(way: Way): () => void {
    const { id, [way]: before } = basket.details.value
    basket.setDetails({ [way]: undefined })
    return () => {
      if (basket.details.value.id === id) basket.setDetails({ [way]: before })
    }
  }

  async function noteAll(): Promise<boolean> {
    const noted = [await note('email'), await note('phone')]
    return noted.every(Boolean)
  }

  return { typed, errors, isOpen, isSealing, note, noteAll, remove }
}

export type OpenContact = ReturnType<typeof useContact>
