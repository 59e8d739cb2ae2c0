/**
 * What was on screen when an edit was made. It is committed a moment later, or much later where storage refuses: a
 * pull, of this tab or another, may have changed the truth by then, and what it brought was never shown under it.
 * What she wrote there herself since, on this device, is another matter: her next edit follows it.
 */
import type { CellKey, SheetId } from '../../domain/ids.ts'
import type { Edit } from '../desk.ts'
import { type MadeWrite, type MadeWrites, writeKey, writesSince } from '../storage/outbox-rows.ts'
import type { Store } from '../storage/store.ts'
import type { Truth } from '../storage/truth.ts'
import { type CellEntry, madeIn, type Outbox } from './outbox.ts'
import { lastLive, type Shown } from './outbox-edits.ts'

type ShownOf = (sheet: SheetId, cell: CellKey, edit?: Edit) => Shown

/** What a truth says of a cell. */
const shownOf =
  (truth: Truth): ShownOf =>
  (sheet, cell) => {
    const found = truth.sheets.get(sheet)?.cells[cell]
    return { token: found?.token ?? null, sides: found?.sides?.map(side => side.token) ?? [] }
  }

/** Her own write that waits lies over the truth; it may be in the truth by the time this is committed. */
const onScreen =
  (truth: Truth, outbox: Outbox): ShownOf =>
  (sheet, cell) => {
    const mine = lastLive(outbox, sheet, cell)
    return mine === undefined ? shownOf(truth)(sheet, cell) : { token: mine.opId, sides: [] }
  }

export interface ShownWhenTyped {
  /** Notes what is on screen under these edits. One that is typed over another not yet committed follows that one. */
  note(edits: readonly Edit[], uncommitted: readonly Edit[]): readonly Edit[]
  readonly shown: ShownOf
  /** The same for edits that go into this outbox now, with what she has written there since they were begun. */
  upon(outbox: Outbox, edits: readonly Edit[]): Promise<ShownOf>
  /** Storage has refused these: what she writes there in another tab from now on is newer than they are. */
  refused(edits: readonly Edit[]): void
  /** The screen as it is now, for what is asked for now and goes into an outbox later. */
  screen(): (outbox: Outbox) => Promise<ShownOf>
}

/** `made`: how many operations this tab knew of. */
interface Known {
  readonly shown: Shown
  readonly made: number
  /** When storage first refused it: how many there were then, and what of hers waited there. */
  readonly refused?: { readonly made: number; readonly mine: string }
}

/** `before`: the truth as it was last known, where the store's cannot be read any more. */
export function shownWhenTyped(store: Pick<Store, 'now' | 'database'>, before: () => Truth): ShownWhenTyped {
  const truth = (): Truth => store.now().truth ?? before()
  const outbox = (): Outbox => store.now().outbox
  const known = new WeakMap<Edit, Known>()
  const shown: ShownOf = (sheet, cell, edit) => (edit && known.get(edit))?.shown ?? shownOf(truth())(sheet, cell)

  /** Refused, and something of hers that waits there now was typed since. */
  const isOlder = (now: Outbox, { sheet, cell }: Edit, from: Known | undefined): boolean => {
    const mine = lastLive(now, sheet, cell)
    return from?.refused !== undefined && mine !== undefined && from.refused.mine !== textOf(mine)
  }

  /** Whether something was made since that neither waits nor is what she saw: her own, or somebody else's. */
  const isBehind = (now: Outbox, edit: Edit): boolean => {
    const { sheet, cell } = edit
    const from = known.get(edit)
    if (from === undefined || from.made >= madeIn(now)) return false
    const seen: Shown = edit.seen === undefined ? from.shown : { token: edit.seen, sides: edit.sides ?? [] }
    return !isSame(seen, shownOf(truth())(sheet, cell)) && lastLive(now, sheet, cell) === undefined
  }

  return {
    shown,
    note: (edits, uncommitted) => {
      const now = outbox()
      return edits.map(edit => {
        const over = uncommitted.findLast(one => one.sheet === edit.sheet && one.cell === edit.cell)
        const under = over && known.get(over)
        const { seen: _seen, sides: _sides, asOf: _asOf, ...rest } = edit
        const { seen, sides, asOf } = over ?? edit
        const noted: Edit = {
          ...rest,
          ...(seen === undefined ? {} : { seen }),
          ...(sides === undefined ? {} : { sides }),
          ...(asOf === undefined ? {} : { asOf }),
        }
        known.set(
          noted,
          under
            ? { shown: under.shown, made: under.made }
            : { shown: onScreen(truth(), now)(edit.sheet, edit.cell), made: asOf ?? madeIn(now) },
        )
        return noted
      })
    },
    async upon(now, edits) {
      const older = new Set(edits.filter(edit => isOlder(now, edit, known.get(edit))))
      const behind = edits.flatMap(edit => (isBehind(now, edit) ? [known.get(edit)?.made ?? 0] : []))
      if (behind.length + older.size === 0) return shown
      const since: MadeWrites = behind.length === 0 ? new Map() : await writesSince(store.database, Math.min(...behind))
      return (sheet, cell, edit) => {
        const seen = shown(sheet, cell, edit)
        const from = edit && known.get(edit)
        if (edit !== undefined && older.has(edit)) return { ...seen, beside: true }
        return from === undefined ? seen : followed(seen, since.get(writeKey(sheet, cell)), from)
      }
    },
    refused(edits) {
      const made = madeIn(outbox())
      for (const edit of edits) {
        const from = known.get(edit)
        const mine = textOf(lastLive(outbox(), edit.sheet, edit.cell))
        if (from !== undefined && from.refused === undefined) known.set(edit, { ...from, refused: { made, mine } })
      }
    },
    screen() {
      const seen = onScreen(truth(), outbox())
      const made = madeIn(outbox())
      return async now => {
        if (madeIn(now) <= made) return seen
        const since = await writesSince(store.database, made)
        return (sheet, cell) => followed(seen(sheet, cell), since.get(writeKey(sheet, cell)), { made })
      }
    },
  }
}

const isSame = (a: Shown, b: Shown): boolean =>
  a.token === b.token && a.sides.length === b.sides.length && a.sides.every(side => b.sides.includes(side))

/** A write of hers with all it says: what is replaced in place keeps its id. */
const textOf = (entry: CellEntry | undefined): string => JSON.stringify(entry?.content ?? null)

function followed(shown: Shown, own: MadeWrite | undefined, { made, refused }: Omit<Known, 'shown'>): Shown {
  if (own === undefined || own.order <= made) return shown
  return refused !== undefined && own.order > refused.made ? shown : { ...shown, follows: own.opId }
}
