/** A copy of the set in a folder of its own, to damage one place of and see what loading it says. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import { period } from '../../src/domain/time/period.ts'
import { BrokenSetFile, type SetFault } from '../../src/indicator-sets/broken-set-file.ts'
import { loadHistories } from '../../src/indicator-sets/history.ts'
import { loadIndicatorSet, setsFolder } from '../../src/indicator-sets/load.ts'

export let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sets-'))
  cpSync(join(setsFolder, 'kent-early-help'), join(folder, 'kent-early-help'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

export const pathOf = (name: string): string => join(folder, 'kent-early-help', name)

/** Changes one place of a text; fails when it is not there, so that no case tests an undamaged file. */
export function damage(name: string, from: string, to: string): void {
  const text = readFileSync(pathOf(name), 'utf8')
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`)
  writeFileSync(pathOf(name), text.replace(from, to))
}

export type Json = Record<string, unknown>
/** Changes the entry of a list that has this id, or that stands at this place. */
export function change(name: string, entry: string | number, patch: Json): number {
  const list = JSON.parse(readFileSync(pathOf(name), 'utf8')) as Json[]
  const at = typeof entry === 'number' ? entry : list.findIndex(one => one['id'] === entry)
  if (!list[at]) throw new Error(`${name} has no ${entry}`)
  // A patch of undefined leaves the key out.
  list[at] = { ...list[at], ...patch }
  writeFileSync(pathOf(name), JSON.stringify(list, null, 2))
  return at
}

/** Changes set.json as a whole. */
export function changeHead(patch: (head: Json) => Json): void {
  const head = JSON.parse(readFileSync(pathOf('set.json'), 'utf8')) as Json
  writeFileSync(pathOf('set.json'), JSON.stringify(patch(head), null, 2))
}

export function faultsOf(load: () => unknown): readonly SetFault[] {
  try {
    load()
  } catch (error) {
    if (!(error instanceof BrokenSetFile)) throw error
    expect(error).toMatchObject(error.faults[0] ?? {})
    expect(error.message.split('\n')[0]).toBe(`${error.file}, ${error.path}: ${error.reason}`)
    return error.faults
  }
  return []
}

export const setFaults = (): readonly SetFault[] => faultsOf(() => loadIndicatorSet('kent-early-help', folder))
export const figureFaults = (): readonly SetFault[] =>
  faultsOf(() => loadHistories(loadIndicatorSet('kent-early-help', folder), period('2017-05'), folder))
export const file = (name: string): string => `kent-early-help/${name}`
