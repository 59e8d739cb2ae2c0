/** How far the first download is, part by part, in words. Pure. */
import type { DeskState } from '../../device/desk.ts'
import { missingWords } from '../pwa/not-ready.ts'
import { amountOf, downloaded, readinessOf } from '../pwa/ready.ts'
import { plural } from '../words.ts'

export interface Part {
  readonly name: string
  readonly words: string
  readonly here: boolean
}

/** The server sends everything at once, and it is stored whole or not at all: there are no hundredths to show. */
export function partsOf(state: DeskState, controlled: boolean): readonly Part[] {
  const { connection } = state.status
  const here = downloaded(state)
  const { places, months } = amountOf(state)
  const going = connection === 'idle' || connection === 'syncing'
  const parts: Part[] = [
    {
      name: 'Your returns',
      here,
      words: here
        ? `here, ${plural(places, 'district')}, ${plural(months, 'month')}`
        : going
          ? 'downloading…'
          : missingWords('data', connection),
    },
    { name: 'The app itself', here: controlled, words: controlled ? 'here' : 'being kept…' },
  ]
  const ready = readinessOf(state, controlled)
  for (const missing of ready.ready ? [] : ready.missing)
    if (missing === 'storage' || missing === 'space')
      parts.push({ name: 'This device', here: false, words: missingWords(missing, connection) })
  return parts
}
