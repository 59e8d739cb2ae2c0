import type { ReactNode } from 'react'
import type { ShownState } from '../../domain/workflow.ts'
import { stateWord } from '../returns/summary.ts'

type Colour = 'grey' | 'blue' | 'green' | 'orange' | 'teal' | 'yellow'

export function Tag({ colour, children }: { readonly colour: Colour; readonly children: ReactNode }) {
  return <strong className={`govuk-tag govuk-tag--${colour} ff-tag`}>{children}</strong>
}

const colours: Record<ShownState, Colour> = {
  'not-started': 'grey',
  'in-progress': 'blue',
  'sent-back': 'orange',
  submitted: 'teal',
  accepted: 'green',
  released: 'green',
}

/** The state of a return, as a word. */
export const StateTag = ({ state }: { readonly state: ShownState }) => (
  <Tag colour={colours[state]}>{stateWord(state)}</Tag>
)
