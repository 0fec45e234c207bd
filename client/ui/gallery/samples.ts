export interface Sample {
  name: string
  category: string
  pence: number
  emoji: string
  colour: string
  level?: string
  tone?: 'attention' | 'danger'
}

export const categories = ['All', 'Bread', 'Pastries', 'Drinks', 'Lunch', 'Gifts']

export const samples: Sample[] = [
  { name: 'Country sourdough', category: 'Bread', pence: 390, emoji: '🍞', colour: '#c98a3b', level: '14' },
  { name: 'Butter croissant', category: 'Pastries', pence: 240, emoji: '🥐', colour: '#dfa63a', level: '31' },
  {
    name: 'Baguette',
    category: 'Bread',
    pence: 265,
    emoji: '🥖',
    colour: '#c98a3b',
    level: '2 left',
    tone: 'attention',
  },
  { name: 'Cardamom bun', category: 'Pastries', pence: 280, emoji: '🍩', colour: '#d96f4c', level: '9' },
  { name: 'Flat white', category: 'Drinks', pence: 290, emoji: '☕', colour: '#6b4a3a' },
  { name: 'Tea', category: 'Drinks', pence: 210, emoji: '🍵', colour: '#5a9270' },
  { name: 'Apple juice', category: 'Drinks', pence: 280, emoji: '🧃', colour: '#5a9270', level: '18' },
  { name: 'Cheese & pickle roll', category: 'Lunch', pence: 490, emoji: '🥪', colour: '#7d9a3c', level: '6' },
  {
    name: 'Soup of the day',
    category: 'Lunch',
    pence: 475,
    emoji: '🍲',
    colour: '#7d9a3c',
    level: 'sold out',
    tone: 'danger',
  },
  { name: 'Oat cookie', category: 'Pastries', pence: 180, emoji: '🍪', colour: '#d96f4c', level: '22' },
  { name: 'Strawberry jam', category: 'Gifts', pence: 420, emoji: '🍓', colour: '#b8394a', level: '11' },
  { name: 'Cotton bag', category: 'Gifts', pence: 600, emoji: '👜', colour: '#45659c', level: '8' },
]
