/** An officer's session: online, with no vault, and nothing stored on the device. */
import type { SheetId } from '../../domain/ids.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { Period } from '../../domain/time/period.ts'
import type { Board, Collection, Installation, Me, ReturnView, Surrendered } from '../../protocol/exchange.ts'
import { protocolVersion } from '../../protocol/versions.ts'
import type { Refusal } from '../desk.ts'
import { type ReviewOnline, reviewOnline } from '../online/review.ts'
import { type SessionWatch, watchSession } from '../online/session-watch.ts'
import { type DeviceOptions, platformOf } from '../platform.ts'
import { readDocuments } from '../storage/truth.ts'
import { type Answer, type Api, createApi } from '../sync/api.ts'
import { fetchDocuments } from '../sync/pull.ts'
import { type OfficeRecord, officeRecord } from './office-record.ts'
import { signInAs } from './sign-in.ts'
import { endSession, signedInAnew } from './signing-out.ts'

export interface Office extends OfficeRecord {
  readonly me: Me
  readonly installation: Installation
  readonly set: IndicatorSet
  readonly collections: readonly Collection[]
  board(period: Period): Promise<Answer<Board>>
  returnView(sheet: SheetId): Promise<Answer<ReturnView>>
  /** Questions, sending back, accepting and what else she does to returns. */
  readonly review: ReviewOnline
  /** What devices handed over when somebody's access ended. */
  surrendered(): Promise<Answer<Surrendered>>
  /**
   * Called when something may have changed: poked by the server, the page is back, or a minute has passed. `live` is told
   * when the server's stream opens, and when it is interrupted. Gives how to stop.
   */
  watch(listener: () => void, live?: (is: boolean) => void): () => void
  /** What the pages of people and of her account ask with: what it hears of her session is looked into at once. */
  readonly api: Pick<Api, 'read' | 'write'>
  /** Before it ends, when it has ended, and when somebody else has signed in in this browser. */
  readonly session: SessionWatch
  /** The same person again, in place: what could not be read is asked for again. */
  signInAgain(password: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }>
  signOut(): Promise<void>
}

export type OpenedOffice =
  | { readonly ok: true; readonly office: Office }
  | { readonly ok: false; readonly refusal: Refusal }

const pollEvery = 60_000

/** After signing in as an officer: fetches the indicator set and the collections. */
export async function openOffice(
  me: Me,
  installation: Installation,
  options: DeviceOptions = {},
): Promise<OpenedOffice> {
  const platform = platformOf(options)
  const { id: person } = me.person
  let session: SessionWatch | undefined
  /** An answer that says she is not signed in is looked into, and so is one that says she is again. */
  const heard: typeof fetch = async (input, init) => {
    const answer = await platform.fetch(input, init)
    const is = session?.state().is
    const out = is === 'ended' || is === 'other-person'
    if (out ? answer.ok : answer.status === 401 || answer.status === 409) void session?.look()
    return answer
  }
  const api = createApi({ ...platform, person, fetch: heard })
  const index = await api.pull({ protocol: protocolVersion, person: me.person.id, cursors: {}, only: 'reference' })
  if (!index.ok) return index
  const wanted = index.value.reference.filter(({ id }) => !id.startsWith('history/'))
  const documents = await fetchDocuments(api, { reference: wanted }, new Map())
  if (!documents.ok) return documents
  const { set, collections } = readDocuments([...documents.value.values()])
  if (set === null) return { ok: false, refusal: { type: 'problem', code: 'server-fault' } }
  const watched = watchSession({ platform, person })
  session = watched
  signedInAnew(platform)

  const watch = (listener: () => void, live?: (is: boolean) => void): (() => void) => {
    let closeStream: (() => void) | undefined
    let callOff: () => void = () => undefined
    let stopped = false
    const again = (): void => {
      callOff()
      if (stopped) return
      callOff = platform.after(pollEvery, () => {
        if (platform.page.isVisible()) listener()
        again()
      })
    }
    const open = (): void => {
      if (stopped || closeStream !== undefined || !platform.page.isVisible()) return
      const broken = (): void => {
        closeStream = undefined
        live?.(false)
      }
      closeStream = platform.page.stream?.(api.eventsAddress, listener, broken, undefined, live)
    }
    const unwatch = platform.page.onChange(what => {
      if (what === 'visible' || what === 'online') {
        open()
        listener()
      } else if (what === 'hidden') {
        closeStream?.()
        closeStream = undefined
      }
    })
    open()
    again()
    let { is } = watched.state()
    const unhear = watched.subscribe(() => {
      const before = is
      is = watched.state().is
      if (before !== 'ended' && before !== 'other-person') return
      open()
      listener()
    })
    return () => {
      stopped = true
      unhear()
      callOff()
      unwatch()
      closeStream?.()
    }
  }

  return {
    ok: true,
    office: {
      me,
      installation,
      set,
      collections,
      board: period => api.board(period),
      returnView: sheet => api.returnView(sheet),
      review: reviewOnline(me.person, set, api, platform),
      surrendered: () => api.surrendered(),
      ...officeRecord(api),
      watch,
      api,
      session: watched,
      signInAgain: async password => {
        const answer = await signInAs(createApi(platform), me.person, password)
        await watched.look()
        return answer
      },
      signOut: async () => {
        const { is } = watched.state()
        watched.stop()
        // Somebody else's session is not hers to end.
        if (is !== 'other-person') await endSession(api, person, platform)
      },
    },
  }
}
