import { useRef, useState } from 'react'
import type { Refusal } from '../../../device/desk.ts'
import { refusalSentence } from '../../../device/status.ts'
import { longestViewName, type SavedView } from '../../../protocol/views.ts'
import { Button } from '../../govuk/button.tsx'
import { ErrorSummary, type SummaryLine } from '../../govuk/error-summary.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { Dialog } from '../../sheet/dialog.tsx'

interface Props {
  /** Absent: a new one. */
  readonly view: SavedView | undefined
  readonly taken: readonly string[]
  readonly onSave: (name: string) => Promise<Refusal | undefined>
  readonly onDelete: () => Promise<Refusal | undefined>
  readonly onClose: () => void
}

/** A name for the filter as it stands; or another name for a view, or its end. */
export function NameView({ view, taken, onSave, onDelete, onClose }: Props) {
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const input = useRef<HTMLInputElement>(null)

  const wrong = (text: string): void => setLines([{ text, to: '#board-view-name' }])
  async function settle(what: Promise<Refusal | undefined>): Promise<void> {
    const refusal = await what
    if (refusal)
      setLines([
        { text: refusal.type === 'offline' ? 'There is no signal: it was not saved.' : refusalSentence(refusal) },
      ])
  }
  function press(): void {
    const name = (input.current?.value ?? '').trim().toWellFormed()
    if (name === '') wrong('Give the view a name')
    else if (taken.includes(name)) wrong('Another view has this name')
    else void settle(onSave(name))
  }
  return (
    <Dialog title={view ? `Saved view: ${view.name}` : 'Save this view'} onClose={onClose}>
      <ErrorSummary lines={lines} />
      <TextInput
        ref={input}
        id="board-view-name"
        label="Name"
        hint="The filter is kept, for whichever month you look at. Only you see it."
        maxLength={longestViewName}
        autoComplete="off"
        data-first
        defaultValue={view?.name ?? ''}
        error={lines.find(line => line.to !== undefined)?.text}
      />
      <div className="govuk-button-group">
        <Button onClick={press}>{view ? 'Rename' : 'Save'}</Button>
        {view ? (
          <Button look="warning" onClick={() => void settle(onDelete())}>
            Delete
          </Button>
        ) : null}
        <Button look="secondary" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  )
}
