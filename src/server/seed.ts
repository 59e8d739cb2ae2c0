/** Fills an empty data file with a county. A file that has anything in it is left alone. */
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

/** Whether the sample county was ever put into this data file. */
export const isSample = async (storage: Storage): Promise<boolean> => (await storage.setting(sampleMark)) !== undefined
