import * as v from 'valibot'
import { Share, Text } from './schema.ts'

/** What a person may change of the business. What is not there has its usual value. */
export const BusinessFields = v.strictObject({
  name: Text(80, 1),
  /** The largest share of a price that an employee may take off alone, basis points. */
  employeeDiscount: v.exactOptional(Share),
  /** What stands on receipts: lines of an address, a tax number, a last word. */
  address: v.exactOptional(Text(300)),
  taxNumber: v.exactOptional(Text(40)),
  receiptNote: v.exactOptional(Text(300)),
})
export type BusinessFields = v.InferOutput<typeof BusinessFields>
