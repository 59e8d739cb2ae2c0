/** An officer's session: online, with no vault, and nothing stored on the device. */
import type { SheetId } from '../../domain/ids.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { Period } from '../../domain/time/period.ts'
import {
  type Board,
  type Collection,
  type Installation,
  type Me,
  protocolVersion,
  type ReturnView,
  type Surrendered,
} from '../../protocol/exchange.ts'
import type { Refusal } from '../desk.ts'
import { type DeviceOptions, platformOf } from '../platform.ts'
import { readDocuments } from '../storage/truth.ts'
import { type Answer, createApi } from '../sync/api.ts'
import { fetchDocuments } from '../sync/pull.ts'
import { type OfficeRecord, officeRecord } from './office-record.ts'

export interface Office extends OfficeRecord {
  readonly me: Me
  readonly installation: Installation
  readonly set: IndicatorSet
  readonly collections: readonly Collection[]
  board(period: Period): Promise<Answer<Board>>
  returnView(sheet: SheetId): Promise<Answer<ReturnView>>
  /** What devices handed over when somebody's access ended. */
  surrendered(): Promise<Answer<Surrendered>>
  /** Called when something may have changed: poked by the server, the page is back, or a minute has passed. Gives how to stop. */
  watch(listener: () => void): () => void
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
  const api = createApi(platform)
  const index = await api.pull({ protocol: protocolVersion, person: me.person.id, cursors: {} })
  if (!index.ok) return index
  const wanted = index.value.reference.filter(({ id }) => !id.startsWith('history/'))
  const documents = await fetchDocuments(api, { reference: wanted }, new Map())
  if (!documents.ok) return documents
  const { set, collections } = readDocuments([...documents.value.values()])
  if (set === null) return { ok: false, refusal: { type: 'problem', code: 'server-fault' } }

  const watch = (listener: () => void): (() => void) => {
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
      closeStream = platform.page.stream?.(api.eventsAddress, listener, () => {
        closeStream = undefined
      })
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
    return () => {
      stopped = true
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
      surrendered: () => api.surrendered(),
      ...officeRecord(api),
      watch,
      signOut: async () => {
        await api.signOut()
      },
    },
  }
}
