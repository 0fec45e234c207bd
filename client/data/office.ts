import { ActsAnswer, type ActsQuery, type ActsStand } from '#shared/acts.ts'
import { FoundJoin, type JoinCode, JoinDecided, type JoinDecision } from '#shared/joining.ts'
import {
  type Decision,
  type EndSessions,
  type ForgottenRequest,
  type MemberChange,
  type NewMember,
  type PasswordChange,
  PeopleAnswer,
  type RegistrationRequest,
  ResetAnswer,
  ResetCode,
  type ResetRequest,
  SessionsAnswer,
  StallsAnswer,
} from '#shared/people.ts'
import { ReleaseAnswer, type TabletChange, TabletsAnswer } from '#shared/tablets.ts'
import { askingWith, Nothing, wordsOf } from './api.ts'
import { openForecast } from './forecast.ts'
import { openReports } from './reports.ts'

export type Office = ReturnType<typeof openOffice>

/**
 * What a person does by their web session, with a connection: it goes to the server at once and into no journal. This
 * tablet's ticket goes with it, so that it is known where it was done.
 */
export function openOffice(fetch: typeof globalThis.fetch, ticketHere: () => string | null) {
  const { get, post } = askingWith(fetch)
  const here = () => ({ ticket: ticketHere() ?? undefined })
  return {
    ...openForecast(fetch),
    ...openReports(fetch),
    stalls: () => get('/api/stalls', StallsAnswer),
    /** Asks to be let in. */
    register: (body: RegistrationRequest) => post('/api/registrations', Nothing, body),
    acts: (query: ActsQuery, before: ActsStand | null) =>
      get(`/api/acts?${wordsOf({ ...query, ...before })}`, ActsAnswer),
    tablets: () => get('/api/tablets', TabletsAnswer),
    changeTablet: (id: string, body: TabletChange) => post(`/api/tablets/${id}`, Nothing, body, here()),
    /** Takes in what a tablet did after it was shut out. */
    releaseTablet: (id: string) => post(`/api/tablets/${id}/release`, ReleaseAnswer, {}, here()),
    /** Which browser shows this code, and asks to become a tablet. */
    findJoin: (body: JoinCode) => post('/api/joins/find', FoundJoin, body),
    decideJoin: (id: string, body: JoinDecision) => post(`/api/joins/${id}`, JoinDecided, body, here()),
    people: () => get('/api/people', PeopleAnswer),
    decide: (id: string, decision: Decision) => post(`/api/registrations/${id}`, Nothing, decision, here()),
    addMember: (body: NewMember) => post('/api/people', ResetCode, body, here()),
    changeMember: (id: string, body: MemberChange) => post(`/api/people/${id}`, Nothing, body, here()),
    /** A code by which somebody chooses another password. */
    reset: (id: string) => post(`/api/people/${id}/reset`, ResetCode, {}, here()),
    /** Mails a code, where there is anyone of that name or address. */
    forgotten: (body: ForgottenRequest) => post('/api/forgotten', Nothing, body),
    choosePassword: (body: ResetRequest) => post('/api/resets', ResetAnswer, body),
    changePassword: (body: PasswordChange) => post('/api/password', Nothing, body, here()),
    sessions: () => get('/api/sessions', SessionsAnswer),
    endSessions: (body: EndSessions) => post('/api/sessions', Nothing, body),
  }
}
