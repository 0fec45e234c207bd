import { describe, expect, it } from 'vitest'
import { openBurst } from './scanner.ts'

describe('a scanner that types', () => {
  function type(keys: string, pause: number, most = 100) {
    const burst = openBurst(most)
    return [...keys, 'Enter'].map((key, index) => burst(key, index * pause)).at(-1)
  }

  it('is told by its speed and the Enter at its end', () => {
    expect(type('5012345678900', 8)).toBe('5012345678900')
    expect(type('5012345678900', 160)).toBeNull()
    expect(type('12', 8)).toBeNull()
  })

  it('takes capitals as they come', () => {
    const burst = openBurst(100)
    const keys = ['Shift', 'A', 'B', '-', '1', '2', 'Enter']
    expect(keys.map((key, index) => burst(key, index * 5)).at(-1)).toBe('AB-12')
  })

  it('is told from a hand that types a short amount quickly', () => {
    expect(type('1250', 60, 40)).toBeNull()
    expect(type('1250', 8, 40)).toBe('1250')
    expect(type('5012345678900', 60, 40)).toBe('5012345678900')
  })

  it('may send its Enter twice, which is no other', () => {
    const burst = openBurst(100)
    for (const [index, key] of ['5', '0', '1', '2'].entries()) burst(key, index * 5)
    expect([burst('Enter', 20), burst('Enter', 30), burst('Enter', 2_000)]).toEqual(['5012', '', null])
  })
})
