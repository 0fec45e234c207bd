import * as v from 'valibot'
import { Language } from './language.ts'
import { Share, TaxRate, Text } from './schema.ts'

const Colour = v.pipe(v.string(), v.regex(/^(#[0-9a-f]{6})?$/))

/** A category as it stands on the till: products name it. The colour is for those that have none of their own. */
export const Category = v.strictObject({ name: Text(60, 1), color: Colour })
export type Category = v.InferOutput<typeof Category>

/** A tax rate by the name people know it by: "Standard", 2,000 basis points. */
export const NamedRate = v.strictObject({ name: Text(40, 1), rate: TaxRate })
export type NamedRate = v.InferOutput<typeof NamedRate>

/** What a person may change of the business. What is not there has its usual value. */
export const BusinessFields = v.strictObject({
  name: Text(80, 1),
  /** The largest share of a price that an employee may take off alone, basis points. */
  employeeDiscount: v.exactOptional(Share),
  /** What stands on receipts: lines of an address, a tax number, a last word. */
  address: v.exactOptional(Text(300)),
  taxNumber: v.exactOptional(Text(40)),
  receiptNote: v.exactOptional(Text(300)),
  /** What receipts and mails are written in. */
  language: v.exactOptional(Language),
  /** In the order in which they stand on the till; a category that is not among them comes after. */
  categories: v.exactOptional(v.pipe(v.array(Category), v.maxLength(200))),
  taxRates: v.exactOptional(v.pipe(v.array(NamedRate), v.maxLength(30))),
})
export type BusinessFields = v.InferOutput<typeof BusinessFields>
