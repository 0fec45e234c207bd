import { ref } from 'vue'
import { describe, expect, it } from 'vitest'
import { between, dice } from '#shared/dice.ts'
import { sumOf } from '#shared/order.ts'
import { type Charge, plainCharge } from './charge.ts'
import { useCharge } from './useCharge.ts'

const charging = (total: number, kept = ref<Charge>(plainCharge)) =>
  Object.assign(
    useCharge(
      kept,
      () => total,
      () => 'GBP',
    ),
    { kept },
  )

describe('charging', () => {
  it('takes the exact amount unless told otherwise', () => {
    const { payments, next, step, notes } = charging(1_440)
    expect(notes.value).toEqual([1_440, 1_500, 2_000, 5_000])
    expect([next.value.change, next.value.rest, step.value]).toEqual([0, 0, 'end'])
    expect(payments()).toEqual({ payments: [{ kind: 'cash', amount: 1_440 }] })
  })

  it('says what change is due for a note', () => {
    const { hand, next, payments } = charging(1_440)
    hand(2_000)
    expect(next.value.change).toBe(560)
    expect(payments()).toEqual({ payments: [{ kind: 'cash', amount: 1_440, tendered: 2_000 }] })
  })

  it('counts what is typed in pennies, and forgets it for a note', () => {
    const { digits, next, step, hand } = charging(1_440)
    digits.value = '1000'
    expect([next.value.amount, next.value.rest, step.value]).toEqual([1_000, 440, 'part'])
    hand(5_000)
    expect([next.value.change, step.value]).toEqual([3_560, 'end'])
  })

  it('takes a card for all of it, with a reference that holds no card number, and keeps no half of one', () => {
    const { kind, reference, payments, keepReference, kept } = charging(1_440)
    kind.value = 'card'
    const typed = ' 4242 4242 4242 4242 '
    for (let end = 1; end <= typed.length; end += 1) {
      reference.value = typed.slice(0, end)
      expect(kept.value.reference.replaceAll(/\D/g, '').length).toBeLessThan(9)
    }
    keepReference()
    expect(kept.value.reference).toBe('•••• •••• •••• 4242')
    expect(payments()).toEqual({
      payments: [{ kind: 'card', amount: 1_440, reference: '•••• •••• •••• 4242' }],
    })
  })

  it('splits over any mix, with change only for the cash', () => {
    const { kind, digits, reference, takePart, next, step, payments, charge } = charging(3_000)
    kind.value = 'card'
    digits.value = '1250'
    reference.value = 'slip 7'
    takePart()
    expect([next.value.left, charge.value.digits, reference.value]).toEqual([1_750, '', ''])
    kind.value = 'other'
    digits.value = '500'
    takePart()
    kind.value = 'cash'
    digits.value = '2000'
    expect([step.value, next.value.change]).toEqual(['end', 750])
    expect(payments().payments).toEqual([
      { kind: 'card', amount: 1_250, reference: 'slip 7' },
      { kind: 'other', amount: 500 },
      { kind: 'cash', amount: 1_250, tendered: 2_000 },
    ])
  })

  it('lets a payment be changed, removed and put back', () => {
    const { digits, takePart, openPart, removePart, putPart, charge, next } = charging(1_000)
    digits.value = '300'
    takePart()
    digits.value = '200'
    takePart()
    openPart(0)
    expect([charge.value.digits, next.value.left, charge.value.parts.length]).toEqual(['300', 800, 1])
    const [part] = charge.value.parts
    removePart(0)
    expect(next.value.left).toBe(1_000)
    if (part) putPart(part, 0)
    expect(next.value.left).toBe(800)
  })

  it('keeps the amount of a payment whose kind is put right, and none that was typed for another kind', () => {
    const { kind, digits, takePart, openPart, next } = charging(1_420)
    digits.value = '500'
    takePart()
    openPart(0)
    kind.value = 'card'
    expect([next.value.amount, next.value.rest]).toEqual([500, 920])
    digits.value = '300'
    kind.value = 'other'
    expect(next.value.amount).toBe(1_420)
  })

  it('takes no more on a card than is left, and waits where nothing is typed but a nought', () => {
    const { kind, digits, next, step } = charging(1_000)
    kind.value = 'card'
    digits.value = '1001'
    expect([next.value.isTooMuch, step.value]).toEqual([true, 'wait'])
    digits.value = '0'
    expect(step.value).toBe('wait')
  })

  it('shares evenly to the last penny, each with their own change', () => {
    const { people, hand, takePart, next, payments } = charging(1_000)
    people.value = 3
    expect(next.value.asked).toBe(334)
    hand(500)
    expect(next.value.change).toBe(166)
    takePart()
    takePart()
    expect([next.value.asked, next.value.left]).toEqual([333, 333])
    expect(payments().payments.map(({ amount }) => amount)).toEqual([334, 333, 333])
  })

  it('leaves what a deposit does not cover to be paid later', () => {
    const { digits, takePart, kind, step, payments } = charging(1_000)
    digits.value = '400'
    takePart()
    kind.value = 'later'
    expect(step.value).toBe('end')
    expect(payments()).toEqual({ payments: [{ kind: 'cash', amount: 400 }], owed: 600 })
  })

  it('ends nothing while more was taken than the order costs any more', () => {
    const kept = ref<Charge>({ ...plainCharge, parts: [{ kind: 'card', amount: 1_200 }] })
    const { step, next } = charging(1_000, kept)
    expect([next.value.left, step.value]).toEqual([-200, 'wait'])
  })

  it('asks for no payment where there is nothing to pay', () => {
    const { payments, step } = charging(0)
    expect([payments(), step.value]).toEqual([{ payments: [] }, 'end'])
  })

  it('adds up to the total, whatever is typed and however it is split', () => {
    const roll = dice(7)
    const upTo = (most: number) => between(roll, 0, most)
    for (let round = 0; round < 300; round += 1) {
      const total = upTo(100_000)
      const pay = charging(total, ref<Charge>(plainCharge))
      if (upTo(1) === 0) pay.people.value = 1 + upTo(19)
      while (pay.step.value !== 'end') {
        pay.kind.value = (['cash', 'card', 'other'] as const)[upTo(2)] ?? 'cash'
        if (upTo(1) === 0) pay.digits.value = String(upTo(total + 2))
        if (pay.step.value === 'wait') pay.digits.value = ''
        if (upTo(8) === 0) pay.kind.value = 'later'
        if (pay.step.value === 'part') pay.takePart()
      }
      const { payments, owed = 0 } = pay.payments()
      expect(sumOf(payments) + owed).toBe(total)
      expect(payments.every(({ amount, tendered }) => amount > 0 && (tendered ?? amount) >= amount)).toBe(
        true,
      )
      expect(payments.length).toBeLessThanOrEqual(20)
    }
  })
})
