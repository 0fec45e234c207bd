import type { Order, Paid, Refund } from './rows.ts'
import type { Letterhead } from './receipt.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const place = { locationId: id(5), deviceId: id(1), actorId: id(3), zone: 'Europe/London' }

export const letterhead: Letterhead = {
  business: {
    name: 'Leith Bakers',
    address: '12 Shore\nEdinburgh EH6 6QN',
    taxNumber: 'GB 123 4567 89',
    receiptNote: 'Fresh until six.\nSee you on Saturday!',
    zone: 'Europe/London',
  },
  location: 'Shore stall',
  by: 'Isla',
  isCopy: false,
  money: (minor) => `£${(minor / 100).toFixed(2)}`,
}

/** Options, a note, a discount on a line and one on the order, two rates, a deposit, a promise. */
export const order: Order = {
  ...place,
  id: id(100),
  number: 'A-0142',
  currency: 'GBP',
  taxIncluded: true,
  lines: [
    {
      productId: id(11),
      name: 'Country sourdough with an unreasonably long name',
      price: 400,
      quantity: 2,
      taxRate: 0,
      total: 648,
      discount: { kind: 'percent', value: 1_000, amount: 80, reason: 'yesterday’s' },
      share: 72,
    },
    {
      productId: id(12),
      name: 'Flat white',
      price: 380,
      quantity: 1,
      taxRate: 2_000,
      total: 342,
      note: 'extra hot',
      options: [
        { id: id(21), name: 'Oat milk', price: 40 },
        { id: id(22), name: 'Takeaway', price: 0 },
      ],
      share: 38,
    },
  ],
  discount: { kind: 'percent', value: 1_000, amount: 110, reason: 'student' },
  taxes: [
    { rate: 0, gross: 648, tax: 0 },
    { rate: 2_000, gross: 342, tax: 57 },
  ],
  payments: [{ kind: 'cash', amount: 500, tendered: 1_000 }],
  owed: 490,
  total: 990,
  customer: { name: 'Morag', note: 'no nuts' },
  note: 'ring the bell',
  startStatus: 'processing',
  placedAt: Date.UTC(2026, 10, 23, 9, 5),
  promisedAt: Date.UTC(2026, 10, 24, 14, 30),
  status: 'processing',
  statusAt: 0,
}

export const paid: Paid = {
  ...place,
  id: id(101),
  orderId: order.id,
  number: order.number,
  payments: [{ kind: 'card', amount: 490, reference: '4711' }],
  at: order.placedAt + 3_600_000,
}

export const refund: Refund = {
  ...place,
  id: id(102),
  orderId: order.id,
  number: order.number,
  currency: 'GBP',
  lines: [
    {
      line: 1,
      productId: id(12),
      name: 'Flat white',
      quantity: 1,
      amount: 342,
      taxRate: 2_000,
      goods: 'waste',
    },
  ],
  taxes: [{ rate: 2_000, gross: 342, tax: 57 }],
  value: 342,
  payments: [{ kind: 'cash', amount: 342 }],
  reason: 'cold',
  at: order.placedAt + 7_200_000,
}

/** The order as it stands once both are known. */
export const settled: Order = {
  ...order,
  paidLater: 490,
  paidBack: 342,
  refunded: { value: 342, units: [0, 1] },
}
