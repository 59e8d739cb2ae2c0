/** Before all browser tests: one data folder seeded by a first start, and ended cleanly, that their counties copy. */
import { County, seededFolder } from './county.ts'

export default async function seed(): Promise<() => Promise<void>> {
  const county = await County.openEmpty()
  await county.end()
  process.env[seededFolder] = county.folder
  return () => county.close()
}
