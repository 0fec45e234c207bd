import { decide, missing } from '#shared/decide.ts'
import type { Flag, Prepared, Wish } from '#shared/define.ts'
import { Draft } from '#shared/draft.ts'
import { chainStart, contentOf, effectiveAt, Envelope, hashOf } from '#shared/envelope.ts'
import type { Outcome, QuarantineCode } from '#shared/protocol.ts'
import { may, type Permission } from '#shared/role.ts'
import * as v from 'valibot'
import type { Act } from '../store/acts.ts'
import type { Recorded } from '../store/journal.ts'
import { sealedFrom } from '../store/sealed.ts'
import type { Store } from '../store/store.ts'
import { noteAct } from './acts.ts'
import { answerAsks } from './allotting.ts'
import type { Arrived } from './arrive.ts'
import { watchActs } from './commandActs.ts'
import { shutOutOf, type Stand, standOf } from './shutOut.ts'
import { inTime, isClockSuspect } from './suspect.ts'
import { aboutOf, exceptionId } from './exceptions.ts'
import { noteEdits } from './edits.ts'
import { makeFigures, noteFigures } from './figures.ts'
import { noteCrossings } from './lowStock.ts'
import { noteMails } from './mail/outbox.ts'
import { moveEnds, type Notary, textOf } from './notary.ts'

export interface Push {
  device: string
  arrived: readonly Arrived[]
}

export interface Pushed {
  outcomes: Outcome[]
  lastSeq: number
}

/** A device's last command; `links` says that the next one has to carry on from its hash. */
interface Link {
  seq: number
  hash: string
  links: boolean
}

const Held = v.pipe(v.string(), v.parseJson(), Envelope)

/** One transaction's worth of commands. */
export class Group {
  readonly #store: Store
  readonly #at: number
  readonly #isPoisoned: boolean
  readonly #rev: number
  readonly #draft = new Draft()
  readonly #notary: Notary | null
  readonly #last = new Map<string, Link>()
  readonly #moved = new Map<string, { from: number; to: number }>()
  readonly #accepted: Envelope[] = []
  readonly #acts: Act[] = []
  readonly #wishes: Wish[] = []
  #taken = 0

  constructor(store: Store, at: number, isPoisoned: boolean, notary: Notary | null) {
    this.#store = store
    this.#at = at
    this.#isPoisoned = isPoisoned
    this.#notary = notary
    this.#rev = store.revisions.head().rev + 1
  }

  /** Loads what the new commands will read, in as many rounds as they lead from one row to the next. */
  load(pushes: readonly Push[]): void {
    const fresh = pushes.flatMap(({ device, arrived }) =>
      arrived.filter(({ seq }) => seq > this.#lastOf(device).seq),
    )
    this.prepare(fresh.flatMap(({ verdict }) => (verdict.ok ? [verdict.prepared] : [])))
  }

  prepare(prepared: readonly Prepared[]): void {
    if (this.#isPoisoned) return
    for (let isFirst = true; ; isFirst = false) {
      const needs = missing(prepared, this.#draft, isFirst)
      if (!needs) return
      this.#store.rows.load(needs, this.#draft)
    }
  }

  take({ device, arrived }: Push): Pushed {
    const outcomes: Outcome[] = []
    let isForked = false
    for (const command of arrived) {
      const last = this.#lastOf(device)
      // What follows a taken place belongs to another journal than this one, and comes again under its own identity.
      if (command.seq > last.seq + 1 || (isForked && command.seq > last.seq)) break
      const outcome = command.seq <= last.seq ? this.#again(command) : this.#first(command, last)
      isForked ||= outcome.status === 'quarantined' && outcome.code === 'seq-taken'
      outcomes.push(outcome)
    }
    return { outcomes, lastSeq: this.#lastOf(device).seq }
  }

  /** Decides a command that nobody here knew when it came. False where it stays as it is. */
  retake(
    envelope: Envelope,
    prepared: Prepared,
    { isApproved, seen }: { isApproved: boolean; seen: Flag[] } = { isApproved: false, seen: [] },
  ): boolean {
    const { id, device, seq } = envelope
    const holder = this.#store.journal.holder(id)
    const outcome = holder
      ? this.#heldBy(holder, envelope)
      : this.#decide(envelope, prepared, isApproved, seen)
    if (!outcome) return false
    this.#judgeHeld(device, seq, holder ? null : id, outcome)
    this.#note(outcome, exceptionId(envelope, device, seq, holder !== null), device, envelope)
    this.#taken += 1
    return true
  }

  save(): void {
    if (this.#taken === 0) return
    if (!this.#isPoisoned) answerAsks(this.#store, this.#draft, this.#at)
    noteMails(this.#store, this.#draft, this.#wishes, this.#at)
    const hasFigures = noteFigures(this.#store, this.#draft)
    this.#store.rows.save(this.#draft, this.#rev)
    if (!hasFigures) makeFigures(this.#store)
    noteCrossings(this.#store, this.#draft, this.#rev, this.#at)
    for (const act of this.#acts) noteAct(this.#store, act, act)
    for (const envelope of this.#accepted) noteEdits(this.#store, envelope, this.#at)
    if (this.#notary && this.#moved.size > 0) moveEnds(this.#store, this.#notary, this.#moved)
    this.#store.revisions.add(this.#rev, this.#at)
  }

  #judgeHeld(device: string, seq: number, id: string | null, outcome: Outcome): void {
    const held = this.#store.journal.held(device, seq)
    if (held) this.#store.journal.judge(device, seq, id, outcome, this.#sealOver({ ...held, id, outcome }))
  }

  #sealOver(recorded: Recorded): Uint8Array | undefined {
    return this.#notary?.seal(textOf(sealedFrom(recorded)))
  }

  /** Seen before: the same outcome. Another command in its place comes from a copied or rolled-back tablet. */
  #again(command: Arrived): Outcome {
    const known = this.#store.journal.known(command.device, command.seq)
    if (known?.hash === command.hash) return known.outcome
    this.#store.journal.keepConflicting(command.device, command.seq, command.raw, this.#at)
    return { seq: command.seq, rev: 0, status: 'quarantined', code: 'seq-taken' }
  }

  #first(command: Arrived, last: Link): Outcome {
    const { device, seq, envelope, hash, raw } = command
    const fits = envelope !== null && hashOf(envelope, last.hash) === hash
    const outcome = this.#judge(command, fits, last)
    const isHeld = envelope !== null && this.#store.journal.holder(envelope.id) !== null
    const id = outcome.status === 'quarantined' || isHeld ? null : (envelope?.id ?? null)
    const recorded = { device, seq, id, hash, links: fits, raw, outcome, receivedAt: this.#at }
    this.#store.journal.add(recorded, this.#sealOver(recorded))
    const isCopy = isHeld && !(outcome.status === 'quarantined' && outcome.code === 'id-taken')
    if (!isCopy) this.#note(outcome, exceptionId(envelope, device, seq, isHeld), device, envelope)
    this.#moved.set(device, { from: this.#moved.get(device)?.from ?? last.seq, to: seq })
    this.#last.set(device, { seq, hash, links: fits })
    this.#taken += 1
    return outcome
  }

  /** Behind a command whose hash could not be proved nothing can link; the next one is taken and starts anew. */
  #judge(
    { seq, envelope, seal, isApproved, grantedAt, verdict }: Arrived,
    fits: boolean,
    last: Link,
  ): Outcome {
    const setAside = (code: QuarantineCode): Outcome => ({ seq, rev: this.#rev, status: 'quarantined', code })
    if (!envelope) return setAside(verdict.ok ? 'malformed' : verdict.code)
    if (!fits && last.links) return setAside('tampered')
    const kind = verdict.ok ? verdict.prepared.kind : null
    const stand = standOf(inTime(envelope, this.#at), kind, shutOutOf(this.#store, envelope.device))
    if (!verdict.ok) return setAside(codeFor(verdict.code, stand))
    const holder = this.#store.journal.holder(envelope.id)
    if (holder) return this.#heldBy(holder, envelope) ?? setAside('id-taken')
    if (this.#isPoisoned) return setAside('rule-failed')
    if (seal === 'missing' && verdict.prepared.kind === 'request')
      return { seq, rev: this.#rev, status: 'rejected', code: 'unsealed' }
    if (stand === 'aside') return setAside('after-revocation')
    const seen: Flag[] = fits ? [] : ['chain-broken']
    if (seal !== 'right') seen.push('unsealed')
    if (stand === 'doubted') seen.push('after-revocation')
    if (isClockSuspect(envelope, this.#at, grantedAt)) seen.push('clock-suspect')
    return this.#decide(envelope, verdict.prepared, isApproved, seen) ?? setAside('rule-failed')
  }

  /** The same command that came under another identity of its device, or by another tablet: the same outcome. */
  #heldBy(holder: { device: string; seq: number }, envelope: Envelope): Outcome | null {
    const raw = this.#store.journal.raw(holder.device, holder.seq)
    const known = this.#store.journal.known(holder.device, holder.seq)
    const held = v.safeParse(Held, raw)
    if (!known || !held.success || contentOf(held.output) !== contentOf(envelope)) return null
    return { ...known.outcome, seq: envelope.seq }
  }

  /** Leaves what was odd for a manager to look at, once; what turned out well after all needs nobody any more. */
  #note(outcome: Outcome, id: string, device: string, envelope: Envelope | null): void {
    const at = envelope ? effectiveAt(inTime(envelope, this.#at)) : this.#at
    const about = aboutOf(outcome, device, envelope, at)
    if (!this.#draft.has('exception', id))
      this.#draft.load('exception', id, this.#store.rows.one('exception', id))
    this.#draft.attempt(() => {
      const { about: before, ...known } = this.#draft.get('exception', id) ?? { id }
      if (about) this.#draft.put('exception', { ...known, about })
      else if (before) this.#draft.put('exception', known)
      return { ok: true }
    })
  }

  #decide(envelope: Envelope, prepared: Prepared, isApproved: boolean, seen: Flag[]): Outcome | null {
    const { seq, actor } = envelope
    const { approval } = prepared
    const hasApproval = approval !== null && isApproved && this.#may(approval.by, 'order.approve')
    const isAllowed =
      this.#may(actor, prepared.permission) || (hasApproval && this.#may(approval.by, prepared.permission))
    const odd: Flag[] = approval !== null && !hasApproval ? ['not-approved'] : []
    if (!isAllowed && prepared.kind === 'request')
      return { seq, rev: this.#rev, status: 'rejected', code: 'not-permitted' }
    try {
      const actsOf = watchActs(envelope.name, prepared, this.#draft)
      const decision = decide(prepared, this.#draft)
      if (!decision.ok) return { seq, rev: this.#rev, status: 'rejected', code: decision.code }
      this.#accepted.push(envelope)
      this.#did(envelope, actsOf())
      if (decision.wish) this.#wishes.push(decision.wish)
      const flags: Flag[] = [
        ...seen,
        ...odd,
        ...decision.flags,
        ...(isAllowed ? [] : ['not-permitted' as const]),
      ]
      if (flags.length === 0) return { seq, rev: this.#rev, status: 'applied' }
      return { seq, rev: this.#rev, status: 'flagged', flags }
    } catch {
      return null
    }
  }

  #did(envelope: Envelope, acts: ReturnType<ReturnType<typeof watchActs>>): void {
    const { name, actor, device } = envelope
    const at = effectiveAt(inTime(envelope, this.#at))
    for (const act of acts) this.#acts.push({ ...act, at, name, actorId: actor, deviceId: device })
  }

  /** By the role the person has now: what a grant said when it was given is not asked. */
  #may(actor: string, permission: Permission): boolean {
    if (!this.#draft.has('person', actor))
      this.#draft.load('person', actor, this.#store.rows.one('person', actor))
    const person = this.#draft.get('person', actor)
    return person !== undefined && person.active && may(person.role, permission)
  }

  #lastOf(device: string): Link {
    let last = this.#last.get(device)
    if (!last)
      this.#last.set(
        device,
        (last = this.#store.journal.last(device) ?? { seq: 0, hash: chainStart, links: true }),
      )
    return last
  }
}

/** What nobody here knows yet is taken in by a later server, but not what a tablet made that was shut out. */
function codeFor(code: QuarantineCode, stand: Stand): QuarantineCode {
  return code === 'unknown-command' && stand === 'aside' ? 'after-revocation' : code
}
