import { useRef, useState } from 'react'
import { everywhere } from '../../../domain/ids.ts'
import { plural } from '../../words.ts'
import { useSheet } from '../sheet-context.ts'
import { ExplainWith } from './explain-with.tsx'
import { homeId, type Standing, sameTarget, type Target } from './explaining.ts'
import { ExplanationWords } from './explanation-words.tsx'
import { hangOn, isOpen, isToChoose, pickReasons } from './explanations.ts'
import { offersAt } from './offers.ts'
import { Reasons, reasonsOf } from './reasons.tsx'

interface Props {
  readonly at: Target
  readonly name: string
  readonly standing: Standing
  readonly another: boolean
  /** Kept while nothing of it is written: so that its last word can be deleted and another begun. */
  readonly onTouched: (standing: Standing) => void
}

/** 'explains 3 figures in 2 districts, kept with the whole contract'. */
function besideOf({ homes, targets }: Standing): string {
  if (targets.length === 1) return ''
  const places = new Set(targets.map(target => target.place)).size
  const many = `explains ${plural(targets.length, 'figure')}${places > 1 ? ` in ${places} districts` : ''}`
  if (homes.length > 1) return `${many}, written in each`
  return homes[0].place === everywhere ? `${many}, kept with the whole contract` : many
}

/** One explanation: reasons, words, and what it explains. Whatever is done to it is done to that one. */
export function ExplanationEditor({ at, name, standing, another, onTouched }: Props) {
  const { work } = useSheet()
  const running = useRef<Promise<Standing>>(undefined)
  const [ahead, setAhead] = useState<Standing>()
  const shown = ahead ?? standing
  const open = isOpen(work, standing) && !isToChoose(work, standing)

  /** One after the other: the second tick is of what the first has made. */
  const after = (next: Standing, deed: (now: Standing) => Promise<Standing>) => {
    setAhead(next)
    onTouched(next)
    const mine = (running.current ?? Promise.resolve(standing)).then(deed)
    running.current = mine
    void mine.then(made => {
      if (running.current !== mine) return
      running.current = undefined
      onTouched(made)
      setAhead(undefined)
    })
  }
  const pick = (id: string, picked: boolean) => {
    const toggled = (now: Standing) => [...now.reasons.filter(one => one !== id), ...(picked ? [id] : [])]
    after({ ...shown, reasons: toggled(shown) }, now => pickReasons(work, now, toggled(now)))
  }
  const tick = (target: Target, ticked: boolean) => {
    const toggled = (now: Standing) => [
      ...now.targets.filter(one => !sameTarget(one, target)),
      ...(ticked ? [target] : []),
    ]
    after({ ...shown, targets: toggled(shown) }, now => hangOn(work, now, toggled(now)))
  }
  return (
    <div className="ff-explanation">
      <Reasons name={name} reasons={reasonsOf(work, shown)} picked={shown.reasons} disabled={!open} onPick={pick} />
      <ExplanationWords
        key={homeId(standing.homes[0])}
        at={at}
        standing={standing}
        another={another}
        onTyping={() => onTouched(standing)}
        beside={besideOf(shown)}
      />
      {open ? <ExplainWith name={name} offers={offersAt(work, at, shown)} onTick={tick} /> : null}
    </div>
  )
}
