import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { OptionGroup } from '#shared/catalogue.ts'
import { type GroupDraft, groupDraftsOf, readOptions } from './optionsForm.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const milk: GroupDraft = {
  id: id(1),
  name: ' Milk ',
  many: 'one',
  least: 1,
  most: 2,
  choices: [
    { id: id(2), name: 'Cow', price: '' },
    { id: id(3), name: 'Oat', price: '0.40' },
    { id: id(4), name: 'None', price: '-0.20' },
    { id: id(5), name: '', price: ' ' },
  ],
}
const read = (changes: Partial<GroupDraft>) => readOptions([{ ...milk, ...changes }], 'GBP')

describe('the questions of a product', () => {
  it('say what each choice adds or takes off, without the rows that nobody filled in', () => {
    expect(read({})).toEqual({
      options: [
        {
          id: id(1),
          name: 'Milk',
          least: 1,
          most: 1,
          choices: [
            { id: id(2), name: 'Cow', price: 0 },
            { id: id(3), name: 'Oat', price: 40 },
            { id: id(4), name: 'None', price: -20 },
          ],
        },
      ],
      errors: {},
    })
  })

  it('may be left open, or take several', () => {
    const bounds = (changes: Partial<GroupDraft>) => {
      const [group] = read(changes).options
      return [group?.least, group?.most]
    }
    expect(bounds({ many: 'maybe' })).toEqual([0, 1])
    expect(bounds({ many: 'any' })).toEqual([0, 3])
    expect(bounds({ many: 'some', least: 1, most: 2 })).toEqual([1, 2])
  })

  it('have a sentence for each field that needs another look', () => {
    const choices = [
      { id: id(2), name: '', price: '1' },
      { id: id(3), name: 'Oat', price: 'much' },
    ]
    expect(Object.keys(read({ name: '', choices }).errors).sort()).toEqual([
      `options.${id(1)}.name`,
      `options.${id(2)}.name`,
      `options.${id(3)}.price`,
    ])
    const odd: Partial<GroupDraft>[] = [
      { choices: [] },
      { many: 'some', least: 4 },
      { many: 'some', least: 3 },
    ]
    for (const changes of odd) expect(read(changes).errors).toHaveProperty([`options.${id(1)}`])
  })

  it('come back as they were, in any currency', () => {
    const group = fc
      .tuple(
        fc.array(fc.integer({ min: -90_000, max: 90_000 }), { minLength: 1, maxLength: 6 }),
        fc.nat(6),
        fc.nat(6),
      )
      .map(([prices, a, b]) => ({
        id: id(1),
        name: 'Milk',
        least: Math.min(a, b, prices.length),
        most: Math.max(1, a, b),
        choices: prices.map((price, index) => ({ id: id(index + 2), name: `Choice ${index}`, price })),
      }))
    fc.assert(
      fc.property(
        fc.array(group, { maxLength: 3 }),
        fc.constantFrom('GBP', 'JPY', 'KWD'),
        (groups, currency) => {
          const { options, errors } = readOptions(groupDraftsOf(groups, currency), currency)
          expect(errors).toEqual({})
          // "Any number" is as many as there are choices.
          const most = (one: OptionGroup) =>
            one.least === 0 && one.most > 1 ? Math.min(one.most, one.choices.length) : one.most
          expect(options.map((one) => ({ ...one, most: most(one) }))).toEqual(
            groups.map((one) => ({ ...one, most: most(one) })),
          )
          for (const option of options) expect(v.is(OptionGroup, option)).toBe(true)
        },
      ),
    )
  })
})
