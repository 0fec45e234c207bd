import * as v from 'valibot'
import { Id } from './schema.ts'

/** A manager stood by and allowed it: who, under which grant of theirs on this device. */
export const Approval = v.strictObject({ by: Id, grant: Id })
export type Approval = v.InferOutput<typeof Approval>
