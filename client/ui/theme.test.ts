import { expect, it } from 'vitest'
import { openTheme } from './theme.ts'

it('starts as the system does, with normal targets', () => {
  const { look, drawn } = tablet()
  look.apply()
  expect(drawn).toEqual(['system normal'])
})

it('remembers what was chosen until the next start', () => {
  const first = tablet()
  first.look.apply()
  first.look.choose('sunlight')
  first.look.chooseTouch('big')
  const second = tablet(first.kept)
  second.look.apply()
  expect(second.drawn).toEqual(['sunlight big'])
})

it('takes no theme it does not know', () => {
  const { look, drawn } = tablet(new Map([['look.theme', 'neon']]))
  look.apply()
  expect(drawn).toEqual(['system normal'])
})

it('changes its look although nothing can be kept', () => {
  const drawn: string[] = []
  const look = openTheme({
    storage: () => {
      throw new Error('blocked')
    },
    draw: (theme, touch) => drawn.push(`${theme} ${touch}`),
  })
  look.apply()
  look.choose('dark')
  expect(drawn).toEqual(['system normal', 'dark normal'])
})

function tablet(kept = new Map<string, string>()) {
  const drawn: string[] = []
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  }
  const look = openTheme({ storage: () => storage, draw: (theme, touch) => drawn.push(`${theme} ${touch}`) })
  return { look, drawn, kept }
}
