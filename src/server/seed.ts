/** Fills an empty data file with a county. A file that has anything in it is left alone. */
import type { IndicatorSet } from '../domain/set/indicator-set.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { County } from './county.ts'
import { historyDocument, setDocument } from './reference.ts'
import type { Storage } from './storage/storage.ts'

const seeded = 'seeded'
export const sampleMark = 'sample'

/**
 * Puts set, history, collections and people. Begun and not finished (the process was killed) is begun again: every
 * step may be repeated, and people come last. `sample` marks the file for ever: `npm run serve` refuses it.
 * Gives whether anything was put.
 */
export async function seed(
  storage: Storage,
  accounts: Accounts,
  county: County,
  options: { readonly sample: boolean },
): Promise<boolean> {
  if ((await storage.setting(seeded)) === 'whole') return false
  if (options.sample) await storage.putSetting(sampleMark, 'yes')
  await storage.putDocuments([setDocument(county.set), ...county.histories.map(historyDocument)])
  await storage.putCollections(county.collections)
  const there = await storage.countPeople()
  for (const person of county.people.slice(there)) await accounts.addPerson(person)
  await storage.putSetting(seeded, 'whole')
  return true
}

/**
 * A set of indicators that came with a newer program takes the place of the one with the same id, also in a data file
 * that has been in use: definitions change, people and collections do not. Gives whether it was another one.
 */
export async function renewSet(storage: Storage, set: IndicatorSet): Promise<boolean> {
  const shipped = setDocument(set)
  const stored = (await storage.documents()).find(document => document.id === shipped.id)
  if (!stored || stored.hash === shipped.hash) return false
  await storage.putDocuments([shipped])
  return true
}

/** Whether the sample county was ever put into this data file. */
export const isSample = async (storage: Storage): Promise<boolean> => (await storage.setting(sampleMark)) !== undefined
