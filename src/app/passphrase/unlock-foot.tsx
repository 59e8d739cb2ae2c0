import '../styles-later.scss'
import { AboutLinks } from '../about/about-links.tsx'
import { Forgotten } from './forgotten.tsx'

export interface UnlockFootProps {
  readonly waiting: number
  /** Undefined where there is nobody to start again, or her work is to be handed over first. */
  readonly onStartAgain: (() => void) | undefined
}

/** What stands under the unlock field. */
export function UnlockFoot({ waiting, onStartAgain }: UnlockFootProps) {
  return (
    <>
      {onStartAgain ? <Forgotten waiting={waiting} onStartAgain={onStartAgain} /> : null}
      <AboutLinks />
    </>
  )
}
