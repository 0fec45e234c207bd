import { randomBytes } from 'node:crypto'
import type { MeAnswer } from '#shared/api.ts'
import { type Answer, type Api, openApi } from '../../data/api.ts'
import { type Office, openOffice } from '../../data/office.ts'
import { fetchFrom, openVisitor, type Visitor } from '../visitor.ts'
import { Mistake } from './mistake.ts'

export interface Account {
  username: string
  password: string
}

/** Someone who may enrol tablets and see reports on a server. */
export interface Admin {
  url: string
  api: Api
  office: Office
  visitor: Visitor
  me: MeAnswer
  /** The account that was made, where the server belonged to nobody yet. */
  made: Account | null
}

/** Signs in; a server that belongs to nobody yet is set up first. */
export async function enter(
  url: string,
  { zone, currency }: { zone: string; currency: string },
  account: Account | null,
): Promise<Admin> {
  const visitor = openVisitor(fetchFrom(url))
  const api = openApi(visitor.fetch)
  const state = await api.state()
  if (!state.ok) throw new Mistake(`There is no Awning at ${url}.`)
  const made = state.value.isSetUp ? null : await setUp(api, { zone, currency })
  if (!made) {
    if (!account)
      throw new Mistake(
        'This server is set up already: AWNING_USERNAME and AWNING_PASSWORD have to say who you are.',
      )
    expectOk(await api.signIn(account))
  }
  const me = expectOk(await api.me())
  const { business } = me
  if (business.zone !== zone || business.currency !== currency)
    throw new Mistake(
      `This server counts in ${business.currency} and ${business.zone}: say so with --currency and --zone.`,
    )
  return { url, api, office: openOffice(visitor.fetch, () => null), visitor, me, made }
}

async function setUp(api: Api, { zone, currency }: { zone: string; currency: string }): Promise<Account> {
  const account = { username: 'admin', password: randomBytes(15).toString('base64url') }
  const business = { name: 'Replay', currency, zone, taxIncluded: true }
  expectOk(await api.setUp({ business, admin: { name: 'Admin', ...account }, sample: false }))
  return account
}

function expectOk<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value
  throw new Mistake(`The server says: ${answer.sentence}`)
}
