/** What happened on this device, in words. Never with content. */
import type { Activity, StorageProblem } from '../../device/desk.ts'
import { storageSentence } from '../../device/status.ts'
import { type ProblemCode, problemSentence, problems } from '../../protocol/problems.ts'

const words: Record<Activity['what'], string> = {
  saved: 'Saved on this device',
  received: 'Received by the server',
  refused: 'Not taken by the server',
  agreed: 'The same was on the server already',
  conflict: 'Entered differently by someone else; both are kept',
  waiting: 'Kept by the server until an earlier change arrives',
  'taken-back': 'Taken back',
  unlocked: 'Unlocked',
  'signed-in-again': 'Signed in again',
  'storage-refused': 'Could not be saved on this device',
  'storage-works-again': 'Saving on this device works again',
  'sent-again': 'Sent again, because the server had lost it',
  'numbered-anew': 'Given new numbers, because another copy of this device had been used',
  'fetched-anew': 'Everything downloaded anew',
  'access-taken-away': 'Access taken away',
  exported: 'Backup file made',
  imported: 'Backup file read back',
  'passphrase-changed': 'Device passphrase changed',
}

/** These are about the device, not about changes: no number is said of them. */
const ofTheDevice: ReadonlySet<Activity['what']> = new Set([
  'unlocked',
  'signed-in-again',
  'storage-refused',
  'storage-works-again',
  'fetched-anew',
  'passphrase-changed',
])

/** '12'; empty where no changes were concerned. */
export const activityCount = ({ what, count }: Activity): string =>
  count === 0 || ofTheDevice.has(what) ? '' : String(count)

const isProblem = (code: ProblemCode | StorageProblem): code is ProblemCode => code in problems

/** 'Not taken by the server. This return has been submitted, ...'. */
export function activitySentence({ what, code }: Activity): string {
  if (code === undefined) return words[what]
  return `${words[what]}. ${isProblem(code) ? problemSentence(code) : storageSentence(code)}`
}
