import { effectScope, inject } from 'vue'
import type { App, InjectionKey, ShallowRef } from 'vue'
import type { Grant } from '#shared/api.ts'
import { formatMoney } from '#shared/money.ts'
import { may } from '#shared/role.ts'
import type { Permission } from '#shared/role.ts'
import type { Business, Device, TillSession } from '#shared/rows.ts'
import type { Courier } from '../../data/courier.ts'
import { drawerHere } from '../../data/here.ts'
import { useLive } from '../../data/live.ts'
import { business } from '../../data/queries.ts'
import type { PageTill } from '../../data/early.ts'

/** This tablet's till, and who and where it is, live. */
export interface Here {
  till: PageTill
  courier: Courier
  person: ShallowRef<Grant | null>
  device: ShallowRef<Device | null>
  business: ShallowRef<Business | null>
  /** The till session this tablet sells into; null while none is open. */
  drawer: ShallowRef<TillSession | null>
  /** Whether whoever is on the till may do this; nobody may do nothing. */
  may(permission: Permission): boolean
  /** Minor units in the business's currency. */
  money(minor: number): string
}

const key: InjectionKey<Here> = Symbol('till')

/** Hands the till to every page. The first values are awaited, so that no page starts with a wrong guess. */
export async function provideTill(app: App, till: PageTill, courier: Courier): Promise<Here> {
  const [firstPerson, firstDevice, firstBusiness, firstDrawer] = await Promise.all([
    till.person(),
    till.device(),
    business(till.db),
    drawerHere(till.db),
  ])
  const here = effectScope(true).run((): Here => {
    const person = useLive(() => till.person(), firstPerson)
    const device = useLive(() => till.device(), firstDevice)
    const shop = useLive(() => business(till.db), firstBusiness)
    return {
      till,
      courier,
      person,
      device,
      business: shop,
      drawer: useLive(() => drawerHere(till.db), firstDrawer),
      may: (permission) => person.value !== null && may(person.value.role, permission),
      money: (minor) => formatMoney(minor, shop.value?.currency ?? 'GBP', navigator.language),
    }
  })
  if (!here) throw new Error('a scope that was just made runs')
  app.provide(key, here)
  return here
}

export function useTill(): Here {
  const here = inject(key)
  if (!here) throw new Error('the till is opened before the first page')
  return here
}
