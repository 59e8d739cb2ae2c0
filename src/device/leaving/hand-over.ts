/**
 * Handing over: what a person whose access has ended typed and the server never took goes to it with the device
 * secret alone, to be kept for an officer. Nothing is deleted before the server has counted all of it.
 */
import type { DeviceId } from '../../domain/ids.ts'
import { nameOfDraft, nameOfEntry, nameOfUnsaved, namesOf, type Unsent, written } from '../backup/unsent.ts'
import type { Draft } from '../desk.ts'
import { operationOf } from '../outbox/outbox.ts'
import { requireParts, type Stamp, stamped } from '../outbox/outbox-edits.ts'
import type { Api } from '../sync/api.ts'

/** The protocol's limit, and characters of JSON in one request. A character may be three bytes. */
const mostAtOnce = 1_000
const charactersAtOnce = 340_000

/** One for as long as a desk is open: what is handed over again is then the same thing, which the server keeps once. */
export interface HandOver {
  readonly device: DeviceId
  /**
   * Hands over what has not been handed over yet. Gives how many changes the server keeps by now, or undefined when
   * it did not say so of all of them: then nothing may be deleted.
   */
  give(what: Unsent, drafts: readonly Draft[], stamp: Stamp): Promise<number | undefined>
  /** Whether all of this has been handed over. */
  complete(what: Unsent, drafts: readonly Draft[]): boolean
}

export function handOver(api: Pick<Api, 'surrender'>, device: DeviceId): HandOver {
  /** What the server has counted, by what it is. */
  const kept = new Set<string>()
  /** What was made of each, by the same names: made again, a draft would have another id and be kept twice. */
  const made = new Map<string, unknown>()
  const once = (name: string, make: () => unknown): { readonly name: string; readonly operation: unknown } => {
    if (!made.has(name)) made.set(name, make())
    return { name, operation: made.get(name) }
  }
  return {
    device,
    complete: (what, drafts) => [...namesOf(what, drafts)].every(name => kept.has(name)),
    async give({ entries, unsaved }, drafts, stamp) {
      const things = [
        ...entries.map(entry => once(nameOfEntry(entry), () => operationOf(entry, device))),
        ...unsaved.map(entry => once(nameOfUnsaved(entry), () => operationOf(entry, device))),
        ...written(drafts).map(draft => once(nameOfDraft(draft), () => ofDraft(draft, device, stamp))),
      ].filter(({ name }) => !kept.has(name))
      for (const batch of batches(things, ({ operation }) => JSON.stringify(operation).length)) {
        const answer = await api.surrender(
          device,
          batch.map(({ operation }) => operation),
        )
        if (!answer.ok || answer.value.kept !== batch.length) return undefined
        for (const { name } of batch) kept.add(name)
      }
      return kept.size
    },
  }
}

interface Everything {
  /** Commits what is typed and what is in memory. */
  readonly flushed: () => Promise<unknown>
  /** Reads what other tabs have saved. */
  readonly look: () => Promise<unknown>
  /** Asks the page for what is typed. */
  readonly gather: () => void
  readonly stamp: () => Promise<Stamp>
  readonly unsent: (stamp: Stamp) => { readonly what: Unsent; readonly drafts: readonly Draft[] }
  readonly isStopped: () => boolean
}

/**
 * Hands over what the server has not taken, again while more of it was typed meanwhile, and stops with how many changes
 * the server keeps: from the last look to the stop nothing can come between. false: something else stopped this tab, or
 * the server did not count it all.
 */
export async function onceHandedOver(
  to: HandOver,
  parts: Everything,
  stop: (handedOver: number) => void,
): Promise<boolean> {
  const { flushed, look, gather, stamp, unsent, isStopped } = parts
  for (;;) {
    await flushed()
    const before = await stamp()
    const now = unsent(before)
    const handedOver = await to.give(now.what, now.drafts, before)
    if (handedOver === undefined || isStopped()) return false
    await look()
    const after = await stamp()
    if (isStopped()) return false
    gather()
    const { what, drafts } = unsent(after)
    if (!to.complete(what, drafts)) continue
    stop(handedOver)
    return true
  }
}

/** What could not be read as its kind is shown to the officer as the text it is. */
const ofDraft = ({ sheet, cell, field, text }: Draft, device: DeviceId, stamp: Stamp) => ({
  ...stamped(stamp),
  opId: stamp.newId(),
  device,
  seq: 1,
  scope: requireParts(sheet).scope,
  sheet,
  kind: 'set',
  cell,
  value: { type: 'text', paragraphs: [field === 'value' ? text : `${field}: ${text}`], audience: 'council' },
  base: null,
})

function batches<T>(things: readonly T[], sizeOf: (thing: T) => number): readonly (readonly T[])[] {
  const all: T[][] = []
  let size = 0
  for (const thing of things) {
    const its = sizeOf(thing)
    const last = all.at(-1)
    if (last === undefined || last.length >= mostAtOnce || size + its > charactersAtOnce) {
      all.push([thing])
      size = its
    } else {
      last.push(thing)
      size += its
    }
  }
  return all
}
