/**
 * What was on each screen when something was typed or confirmed there. It is asked, never told: it reads what the desk
 * shows, and knows nothing of bases, tokens and numbers. Nearly every value is typed once only, so a value tells
 * which write its reader saw.
 */
import type { Desk, Draft, NeedsYou, SheetView } from '../../../src/device/desk.ts'
import { type CellValue, canonical } from '../../../src/domain/figures/figure.ts'
import type { CellKey, OpId, PersonId, SheetId } from '../../../src/domain/ids.ts'
import type { Profile, Tab } from '../world/world.ts'

/** A change that a person made. */
export interface Made {
  readonly profile: Profile
  readonly tab: Tab
  readonly person: PersonId
  readonly sheet: SheetId
  readonly cell: CellKey
  /** Canonical. */
  readonly value: string
  /** The value's number, to be found in any text; undefined of a cleared cell. */
  readonly mark: string | undefined
  /** Every value of that cell that its author had before her, and what her own earlier ones there replaced. */
  readonly seen: ReadonlySet<string>
  /** `saved`: she was told so. `unsaved`: she was told that it is not. `perhaps`: nobody lived to tell. */
  state: 'saving' | 'saved' | 'unsaved' | 'perhaps'
}

/** What a person confirmed: every value on her screen, by cell. */
export interface Confirmed {
  readonly person: PersonId
  readonly sheet: SheetId
  readonly shown: string
}

export const nothing = canonical(null)

const placeOf = (each: { readonly sheet: unknown; readonly cell: unknown }): string => `${each.sheet} ${each.cell}`

/** Every value of a cell that is on a screen: the standing one and each side. */
export function shownIn(view: SheetView | undefined, cell: CellKey): readonly string[] {
  const found = view?.cells.get(cell)
  return [canonical(found?.value ?? null), ...(found?.sides ?? []).map(side => canonical(side.value))]
}

/** A whole return as text: what stands in every cell that holds something. */
export const wholeText = (cells: Iterable<readonly [string, CellValue | null | undefined]>): string =>
  [...cells]
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key} ${canonical(value)}`)
    .sort()
    .join('\n')

export class Witness {
  readonly made: Made[] = []
  readonly confirmed: Confirmed[] = []
  private readonly gone = new Set<string>()
  private readonly goneIds = new Set<unknown>()
  private readonly numbers = /\d{8}/
  private readonly inherited = new Map<Profile, readonly Made[]>()
  private readonly closed = new Set<OpId>()
  private readonly closedValues = new Set<string>()
  private readonly drafts = new Map<Profile, Map<string, ReadonlySet<string>>>()

  /** Called when the person has typed and before anything is saved. `before`: the screen when she began. */
  note(
    tab: Tab,
    { sheet, cell, value }: { readonly sheet: SheetId; readonly cell: CellKey; readonly value: CellValue | null },
    before: SheetView | undefined,
  ): Made {
    const mine = this.madeOn(tab.profile).filter(each => each.sheet === sheet && each.cell === cell)
    const text = canonical(value)
    const made: Made = {
      profile: tab.profile,
      tab,
      person: tab.profile.person.id,
      sheet,
      cell,
      value: text,
      mark: this.numbers.exec(text)?.[0],
      seen: new Set([...shownIn(before, cell), ...mine.flatMap(each => [each.value, ...each.seen])]),
      state: 'saving',
    }
    this.made.push(made)
    return made
  }

  confirm(tab: Tab, desk: Desk, sheet: SheetId): void {
    const cells = desk.state().sheets.get(sheet)?.cells ?? new Map()
    const shown = wholeText([...cells].map(([key, cell]) => [key, cell.value] as const))
    this.confirmed.push({ person: tab.profile.person.id, sheet, shown })
  }

  /** A program ended: what it had not committed may or may not be on its disk. */
  forget(tab: Tab): void {
    for (const each of this.made)
      if (each.tab === tab && (each.state === 'saving' || each.state === 'unsaved')) each.state = 'perhaps'
  }

  /** The profile was put back: what was made since is there only if it had left the device. */
  rolledBack(profile: Profile, made: number): void {
    for (const each of this.made.slice(made)) if (each.profile === profile) each.state = 'perhaps'
    this.drafts.delete(profile)
  }

  /** Operations on their way out: from now on nothing may take their place. */
  left(profile: Profile, operations: readonly Readonly<Record<string, unknown>>[]): void {
    for (const { opId, sheet, cell, value } of operations) {
      this.gone.add(`${profile.name} ${placeOf({ sheet, cell })} ${canonical(value)}`)
      this.goneIds.add(opId)
    }
  }

  idHasLeft(opId: OpId): boolean {
    return this.goneIds.has(opId)
  }

  hasLeft(each: Made): boolean {
    return this.gone.has(`${each.profile.name} ${placeOf(each)} ${each.value}`)
  }

  /** What was made on a profile, and before it was copied, on the one it is a copy of. */
  madeOn(profile: Profile): readonly Made[] {
    return [...(this.inherited.get(profile) ?? []), ...this.made.filter(each => each.profile === profile)]
  }

  /** The values that were written to a cell on a profile. */
  writtenOn(profile: Profile, sheet: SheetId, cell: CellKey): readonly string[] {
    return this.madeOn(profile)
      .filter(each => each.sheet === sheet && each.cell === cell)
      .map(each => each.value)
  }

  inherit(profile: Profile, copy: Profile): void {
    this.inherited.set(copy, this.madeOn(profile))
    this.drafts.set(copy, new Map(this.drafts.get(profile)))
  }

  /** She closed a refused change. */
  close({ opId, sheet, cell, value }: NeedsYou): void {
    this.closed.add(opId)
    this.closedValues.add(`${placeOf({ sheet, cell })} ${canonical(value)}`)
  }

  hasClosedValue(made: Made): boolean {
    return this.closedValues.has(`${placeOf(made)} ${made.value}`)
  }

  hasClosed(opId: OpId): boolean {
    return this.closed.has(opId)
  }

  /** A draft is being kept; the answer says whether it was. Until then either text may be there. */
  drafting(profile: Profile, draft: Draft): (kept: boolean) => void {
    const texts = this.drafts.get(profile) ?? new Map<string, ReadonlySet<string>>()
    this.drafts.set(profile, texts)
    const place = `${placeOf(draft)} ${draft.field}`
    const before = texts.get(place) ?? new Set([''])
    texts.set(place, new Set([...before, draft.text]))
    return kept => {
      if (kept) texts.set(place, new Set([draft.text]))
    }
  }

  /** What each draft of a profile may read; '' is none. */
  draftsOf(profile: Profile): ReadonlyMap<string, ReadonlySet<string>> {
    return this.drafts.get(profile) ?? new Map()
  }

  /** What this person made that could be this operation. */
  of(person: PersonId, sheet: SheetId, cell: CellKey, value: string): readonly Made[] {
    return this.made.filter(
      each => each.person === person && each.sheet === sheet && each.cell === cell && each.value === value,
    )
  }

  /** The newest change of each cell on a profile that she was told is saved. */
  newestSaved(profile: Profile): readonly Made[] {
    const newest = new Map<string, Made>()
    for (const each of this.made) if (each.profile === profile) newest.set(placeOf(each), each)
    return [...newest.values()].filter(each => each.state === 'saved')
  }
}
