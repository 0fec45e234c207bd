import * as v from 'valibot'
import { Id, Seal } from './schema.ts'

/** A manager stood by and allowed it: who, under which grant of theirs on this device, and by their own seal. */
export const Approval = v.strictObject({ by: Id, grant: Id, seal: v.exactOptional(Seal) })
export type Approval = v.InferOutput<typeof Approval>
