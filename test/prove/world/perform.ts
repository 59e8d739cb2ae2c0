/** Makes a step happen: what people do at a screen, and what befalls their devices. */
import type { Desk, Saved, SheetView } from '../../../src/device/desk.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { CellKey, SheetId } from '../../../src/domain/ids.ts'
import { may } from '../../../src/domain/workflow.ts'
import { amount, cells, lead, wholeSheet } from '../../device/county.ts'
import { afterwards } from '../checks/observe.ts'
import type { Made } from '../checks/witness.ts'
import { befall } from './befall.ts'
import { turn } from './chance.ts'
import type { EditKind, Meanwhile, Step } from './steps.ts'
import type { Tab, World } from './world.ts'

const pick = <T>(items: readonly T[], index: number): T | undefined =>
  items.length === 0 ? undefined : items[index % items.length]

export const tabOf = (world: World, index: number): Tab | undefined => pick(world.tabs(), index)

const overview = 'narrative/overview' as CellKey

/** The returns on her screen, in a fixed order. */
const sheetsOn = (desk: Desk): readonly SheetId[] => [...desk.state().sheets.keys()].sort()

/** The same, without the contract-wide part. */
const placeOn = (desk: Desk, index: number): SheetId | undefined => {
  const sheet = pick(sheetsOn(desk), index)
  return sheet === wholeSheet ? undefined : sheet
}

const cellsOf = (sheet: SheetId): readonly CellKey[] =>
  sheet === wholeSheet ? [overview] : [cells.closed, cells.open, cells.summary]

/** What the screen offers: a return that is submitted, or about to be, is read-only. */
export const mayType = (view: SheetView, tab: Tab): boolean =>
  may(view.state, 'edit', tab.profile.person.role) && view.submitting === null

export async function perform(world: World, step: Step): Promise<void> {
  const tab = 'tab' in step ? tabOf(world, step.tab) : undefined
  if (tab?.program.killed()) await world.restart(tab)
  await act(world, step, tab)
  // What was said to the other tabs is heard.
  for (let turns = 0; turns < 12; turns += 1) await turn()
  if (tab?.program.killed()) {
    world.happens('killed')
    await world.restart(tab)
  }
  afterwards(world, tab)
}

async function act(world: World, step: Step, tab: Tab | undefined): Promise<void> {
  const desk = tab?.desk
  if (tab === undefined || desk === undefined) return befall(world, step)
  switch (step.do) {
    case 'edit':
      return edit(world, tab, desk, step.sheet, step.cell, step.how)
    case 'paste':
      return paste(world, tab, desk, step.sheet)
    case 'submit':
      return submit(world, tab, desk, step.sheet)
    case 'take-back':
      return takeBack(world, tab, desk, step.sheet)
    case 'choose':
      return choose(world, tab, desk, step.which)
    case 'again':
    case 'close':
    case 'take-in':
    case 'leave-out':
      return answerRefused(world, tab, desk, step.do, step.which)
    case 'sync':
      tab.weather.plan.push(...step.plan)
      tab.weather.delays.push(...step.delays)
      await within(tab, desk.sync())
      return calm(tab)
    case 'slow':
      tab.weather.meanwhile = { after: step.after, run: () => meanwhile(world, tab, step.meanwhile) }
      await within(tab, desk.sync())
      return calm(tab)
    case 'beside': {
      const work = within(tab, desk.sync())
      for (let turns = step.turns; turns > 0; turns -= 1) await turn()
      await meanwhile(world, tab, step.meanwhile)
      await work
      world.happens('beside')
      return calm(tab)
    }
    case 'together': {
      const other = tabOf(world, step.other)
      tab.weather.delays.push(...step.delays.filter((_, index) => index % 2 === 0))
      other?.weather.delays.push(...step.delays.filter((_, index) => index % 2 === 1))
      world.happens('together')
      await Promise.all([within(tab, desk.sync()), other?.desk && within(other, other.desk.sync())])
      calm(tab)
      if (other !== undefined) calm(other)
      return
    }
    case 'both-fields': {
      const other = tabOf(world, step.other)
      if (other?.desk === undefined) return
      world.happens('both-fields')
      return edit(world, tab, desk, step.sheet, step.cell, 'named', () => writtenThere(world, other, step))
    }
    case 'kill': {
      tab.lives = step.after
      if (step.during === 'edit') await edit(world, tab, desk, step.after, step.after, 'figure')
      if (step.during === 'sync') await within(tab, desk.sync())
      world.kill(tab)
      return
    }
    default:
      return befall(world, step, tab, desk)
  }
}

/** Work of a program, or its end. */
export async function within<T>(tab: Tab, work: Promise<T>): Promise<T | undefined> {
  return Promise.race([work, tab.died.then(() => undefined)])
}

function calm({ weather }: Tab): void {
  weather.plan.length = 0
  weather.delays.length = 0
  weather.meanwhile = undefined
}

async function meanwhile(world: World, tab: Tab, what: Meanwhile): Promise<void> {
  const { desk } = tab
  if (desk === undefined) return
  if (what.do === 'edit')
    await edit(world, tab, desk, what.sheet, what.cell, what.how === 'hesitate' ? 'figure' : what.how)
  else if (what.do === 'submit') await submit(world, tab, desk, what.sheet)
  else await takeBack(world, tab, desk, what.sheet)
}

const settle = (made: Made, answer: Saved | undefined): void => {
  if (made.state !== 'saving') return
  made.state = answer === undefined ? 'perhaps' : answer.ok ? 'saved' : 'unsaved'
}

/** A value for a cell, by the kind of edit. */
function valueFor(world: World, tab: Tab, sheet: SheetId, cell: CellKey, how: EditKind): CellValue | null {
  if (how === 'clear') return null
  if (how === 'same') {
    const others = world.witness.made.findLast(
      each => each.sheet === sheet && each.cell === cell && each.profile !== tab.profile && each.mark !== undefined,
    )
    if (others !== undefined) return JSON.parse(others.value) as CellValue
  }
  const number = world.fresh()
  return cell.includes('/')
    ? { type: 'text', paragraphs: [`The month in short. It was number ${number}. More to come.`], audience: 'council' }
    : amount(number)
}

/** The same cell written in another tab, hers or another person's, and sent. */
async function writtenThere(world: World, tab: Tab, at: { readonly sheet: number; readonly cell: number }) {
  if (tab.desk === undefined) return
  await edit(world, tab, tab.desk, at.sheet, at.cell, 'figure')
  await within(tab, tab.desk.sync())
}

async function edit(
  world: World,
  tab: Tab,
  desk: Desk,
  sheetAt: number,
  cellAt: number,
  how: EditKind,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<void> {
  const sheet = pick(sheetsOn(desk), sheetAt)
  const before = sheet === undefined ? undefined : desk.state().sheets.get(sheet)
  if (sheet === undefined || before === undefined || !mayType(before, tab)) return
  const cell = pick(cellsOf(sheet), cellAt)
  if (cell === undefined) return
  const value = valueFor(world, tab, sheet, cell, how)
  const shown = before.cells.get(cell)
  const { made: asOf } = desk.state()
  await meanwhile()
  const made = world.witness.note(tab, { sheet, cell, value }, before)
  // She is in the field while something arrives: what she began from is what she saw.
  if (how === 'hesitate') await within(tab, desk.sync())
  const seen =
    how === 'hesitate' || how === 'named'
      ? { seen: shown?.base ?? null, sides: (shown?.sides ?? []).map(side => side.token), asOf }
      : {}
  settle(made, await within(tab, desk.save([{ sheet, cell, value, ...seen }])))
}

async function paste(world: World, tab: Tab, desk: Desk, sheetAt: number): Promise<void> {
  const edits = [0, 1].flatMap(offset => {
    const sheet = placeOn(desk, sheetAt + offset)
    const before = sheet === undefined ? undefined : desk.state().sheets.get(sheet)
    if (sheet === undefined || before === undefined || !mayType(before, tab)) return []
    return [cells.closed, cells.open].map(cell => ({ sheet, cell, value: amount(world.fresh()), before }))
  })
  const distinct = edits.filter(
    (each, index) => edits.findIndex(other => other.sheet === each.sheet && other.cell === each.cell) === index,
  )
  if (distinct.length === 0) return
  const made = distinct.map(each => world.witness.note(tab, each, each.before))
  const answer = await within(tab, desk.save(distinct.map(({ sheet, cell, value }) => ({ sheet, cell, value }))))
  for (const each of made) settle(each, answer)
}

/** *Use this*: one of the sides that are on the screen. */
async function choose(world: World, tab: Tab, desk: Desk, which: number): Promise<void> {
  const contested = [...desk.state().sheets.values()]
    .filter(view => mayType(view, tab))
    .flatMap(view =>
      [...view.cells].flatMap(([cell, { value, sides }]) =>
        (sides ?? []).length === 0 ? [] : [{ view, cell, values: [value, ...(sides ?? []).map(side => side.value)] }],
      ),
    )
  const found = pick(contested, which)
  if (found === undefined) return
  const { view, cell, values } = found
  const value = pick(values, which) ?? null
  world.done('choose')
  const made = world.witness.note(tab, { sheet: view.sheet, cell, value }, view)
  settle(made, await within(tab, desk.save([{ sheet: view.sheet, cell, value }])))
}

async function submit(world: World, tab: Tab, desk: Desk, sheetAt: number): Promise<void> {
  const sheet = placeOn(desk, sheetAt)
  const view = sheet === undefined ? undefined : desk.state().sheets.get(sheet)
  const { role, name } = tab.profile.person
  if (sheet === undefined || view === undefined || view.submitting !== null || !may(view.state, 'submit', role)) return
  world.witness.confirm(tab, desk, sheet)
  await within(tab, desk.submit([sheet], { name, role: 'Manager' }))
}

async function takeBack(world: World, tab: Tab, desk: Desk, sheetAt: number): Promise<void> {
  const sheet = placeOn(desk, sheetAt)
  const view = sheet === undefined ? undefined : desk.state().sheets.get(sheet)
  if (sheet === undefined || view === undefined) return
  if (view.submitting === null && !may(view.state, 'withdraw', tab.profile.person.role)) return
  world.done('take-back')
  await within(tab, desk.takeBack([sheet]))
}

async function answerRefused(
  world: World,
  tab: Tab,
  desk: Desk,
  how: 'again' | 'close' | 'take-in' | 'leave-out',
  which: number,
): Promise<void> {
  const state = desk.state()
  if (how === 'take-in' || how === 'leave-out') {
    const view = pick(
      [...state.sheets.values()].filter(each => (each.late ?? []).length > 0),
      which,
    )
    const late = pick(view?.late ?? [], which)
    if (view === undefined || late === undefined || tab.profile.person.id !== lead.id) return
    world.done(how)
    if (how === 'leave-out') return void (await within(tab, desk.leaveOut(view.sheet, [late.opId], 'Counted in July')))
    const made = world.witness.note(tab, { sheet: view.sheet, cell: late.cell, value: late.value }, view)
    return settle(made, await within(tab, desk.takeIn(view.sheet, [late.opId])))
  }
  const refused = pick(
    state.needsYou.filter(
      each => each.standing === 'refused' && (how === 'close' || (each.again && each.cell !== null)),
    ),
    which,
  )
  if (refused === undefined) return
  world.done(how)
  if (how === 'close') {
    world.witness.close(refused)
    return void (await within(tab, desk.dismiss(refused.opId)))
  }
  if (refused.cell === null) return
  const { sheet, cell, value } = refused
  const made = world.witness.note(tab, { sheet, cell, value }, state.sheets.get(sheet))
  const answer = await within(tab, desk.enterAgain([refused.opId]))
  if (answer?.ok) world.witness.close(refused)
  settle(made, answer)
}
