/** What may happen in a world: plain data, so that a failing history can be printed, shrunk and run again. */
import fc from 'fast-check'
import { type NetworkFault, networkFaults } from './network.ts'

/** `tab`, `profile`, `sheet`, `cell` and `which` are taken modulo how many there are. */
export type Step =
  | { readonly do: 'edit'; readonly tab: number; readonly sheet: number; readonly cell: number; readonly how: EditKind }
  | { readonly do: 'paste'; readonly tab: number; readonly sheet: number }
  | { readonly do: 'draft'; readonly tab: number; readonly sheet: number; readonly empty: boolean }
  | { readonly do: 'choose'; readonly tab: number; readonly which: number }
  | { readonly do: 'submit'; readonly tab: number; readonly sheet: number }
  | { readonly do: 'take-back'; readonly tab: number; readonly sheet: number }
  | { readonly do: 'again' | 'close' | 'take-in' | 'leave-out'; readonly tab: number; readonly which: number }
  | {
      readonly do: 'sync'
      readonly tab: number
      readonly plan: readonly NetworkFault[]
      readonly delays: readonly number[]
    }
  /** Something goes on in the same tab while an answer is under way. */
  | { readonly do: 'slow'; readonly tab: number; readonly after: number; readonly meanwhile: Meanwhile }
  /** The same, so many turns after it began. */
  | { readonly do: 'beside'; readonly tab: number; readonly turns: number; readonly meanwhile: Meanwhile }
  /** Two tabs at the same time, without a lock. */
  | { readonly do: 'together'; readonly tab: number; readonly other: number; readonly delays: readonly number[] }
  /** She is in a field of one tab while the same cell is written in another, and goes; then she types. */
  | {
      readonly do: 'both-fields'
      readonly tab: number
      readonly other: number
      readonly sheet: number
      readonly cell: number
    }
  | { readonly do: 'offline'; readonly tab: number; readonly off: boolean }
  | { readonly do: 'kill'; readonly tab: number; readonly after: number; readonly during: 'edit' | 'sync' | 'nothing' }
  | { readonly do: 'disk'; readonly tab: number; readonly fault: 'full' | 'closed'; readonly times: number }
  | { readonly do: 'clock'; readonly profile: number; readonly hours: number }
  | { readonly do: 'sign-out' | 'someone-else'; readonly profile: number }
  | { readonly do: 'copy' | 'keep-image' | 'roll-back'; readonly profile: number }
  | { readonly do: 'backup' }
  | { readonly do: 'restore'; readonly which: number }
  | { readonly do: 'verify' }
  | { readonly do: 'days'; readonly days: number }
  | { readonly do: 'grant'; readonly which: number }
  | { readonly do: 'definition' }
  | { readonly do: 'protocol'; readonly newer: boolean }
  | { readonly do: 'damage'; readonly tab: number; readonly how: 'unreadable' | 'nameless' }
  | { readonly do: 'export'; readonly tab: number }
  | { readonly do: 'import'; readonly tab: number; readonly which: number }
  | { readonly do: 'deliver' }

export const editKinds = ['figure', 'figure', 'same', 'clear', 'hesitate', 'hesitate', 'named'] as const
export type EditKind = (typeof editKinds)[number]
export type Meanwhile =
  | { readonly do: 'edit'; readonly sheet: number; readonly cell: number; readonly how: EditKind }
  | { readonly do: 'submit'; readonly sheet: number }
  | { readonly do: 'take-back'; readonly sheet: number }

export type Doing = Step['do']

const tab = fc.nat(4)
const profile = fc.nat(4)
/** Most people work on the same few cells: there they meet. */
const sheet = fc.oneof({ weight: 2, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat(3) })
const cell = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(2) })
const which = fc.nat(7)
const how = fc.constantFrom(...editKinds)
const plan = fc.array(fc.constantFrom(...networkFaults), { maxLength: 4 })
const delays = fc.array(fc.nat(30), { maxLength: 6 })
const is = <const T>(value: T): fc.Arbitrary<T> => fc.constant(value)

const meanwhile: fc.Arbitrary<Meanwhile> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: is('edit'), sheet, cell, how }) },
  { weight: 1, arbitrary: fc.record({ do: is('submit'), sheet }) },
  { weight: 1, arbitrary: fc.record({ do: is('take-back'), sheet }) },
)

const arbitraries: { readonly [D in Doing]: fc.Arbitrary<Step & { readonly do: D }> } = {
  edit: fc.record({ do: is('edit'), tab, sheet, cell, how }),
  paste: fc.record({ do: is('paste'), tab, sheet }),
  draft: fc.record({ do: is('draft'), tab, sheet, empty: fc.boolean() }),
  choose: fc.record({ do: is('choose'), tab, which }),
  submit: fc.record({ do: is('submit'), tab, sheet }),
  'take-back': fc.record({ do: is('take-back'), tab, sheet }),
  again: fc.record({ do: is('again'), tab, which }),
  close: fc.record({ do: is('close'), tab, which }),
  'take-in': fc.record({ do: is('take-in'), tab, which }),
  'leave-out': fc.record({ do: is('leave-out'), tab, which }),
  sync: fc.record({ do: is('sync'), tab, plan, delays }),
  slow: fc.record({ do: is('slow'), tab, after: fc.nat(3), meanwhile }),
  beside: fc.record({ do: is('beside'), tab, turns: fc.nat(120), meanwhile }),
  together: fc.record({ do: is('together'), tab, other: tab, delays }),
  'both-fields': fc.record({ do: is('both-fields'), tab, other: tab, sheet, cell }),
  offline: fc.record({ do: is('offline'), tab, off: fc.boolean() }),
  kill: fc.record({ do: is('kill'), tab, after: fc.nat(14), during: fc.constantFrom('edit', 'sync', 'nothing') }),
  disk: fc.record({
    do: is('disk'),
    tab,
    fault: fc.constantFrom('full', 'closed'),
    times: fc.integer({ min: 1, max: 3 }),
  }),
  clock: fc.record({ do: is('clock'), profile, hours: fc.integer({ min: -200, max: 200 }) }),
  'sign-out': fc.record({ do: is('sign-out'), profile }),
  'someone-else': fc.record({ do: is('someone-else'), profile }),
  copy: fc.record({ do: is('copy'), profile }),
  'keep-image': fc.record({ do: is('keep-image'), profile }),
  'roll-back': fc.record({ do: is('roll-back'), profile }),
  backup: fc.record({ do: is('backup') }),
  restore: fc.record({ do: is('restore'), which }),
  verify: fc.record({ do: is('verify') }),
  days: fc.record({ do: is('days'), days: fc.constantFrom(1, 20, 36) }),
  grant: fc.record({ do: is('grant'), which }),
  definition: fc.record({ do: is('definition') }),
  protocol: fc.record({ do: is('protocol'), newer: fc.boolean() }),
  damage: fc.record({ do: is('damage'), tab, how: fc.constantFrom('unreadable', 'nameless') }),
  export: fc.record({ do: is('export'), tab }),
  import: fc.record({ do: is('import'), tab, which }),
  deliver: fc.record({ do: is('deliver') }),
}

/** Everybody works on the same figure. */
const onOneFigure = (step: Step): Step => {
  if ('meanwhile' in step) return { ...step, meanwhile: { ...step.meanwhile, sheet: 1 } }
  return step.do === 'edit' ? { ...step, sheet: 1, cell: 0 } : 'sheet' in step ? { ...step, sheet: 1 } : step
}

/** Histories in which each kind of step comes about so often: short ones, where little hides what went wrong, and long ones. */
export function historyOf(
  weights: Readonly<Partial<Record<Doing, number>>>,
  maxLength: number,
  oneFigure = false,
): fc.Arbitrary<readonly Step[]> {
  const any = fc.oneof(
    ...Object.entries(weights).map(([doing, weight]) => ({
      weight,
      arbitrary: arbitraries[doing as Doing],
    })),
  )
  const step = oneFigure ? any.map(onOneFigure) : any
  const upTo = (longest: number): fc.Arbitrary<readonly Step[]> =>
    fc.array(step, { minLength: Math.min(3, longest), maxLength: longest, size: 'max' })
  return fc.oneof({ weight: 1, arbitrary: upTo(8) }, { weight: 1, arbitrary: upTo(maxLength) })
}
