import { useEffect, useRef, useState } from 'react'
import { Button } from '../govuk/button.tsx'
import { type Done, notDone } from './people-context.ts'

interface Props {
  readonly done: Done
  readonly onDone: (done: Done | undefined) => void
  readonly again: () => Promise<void>
}

/** What was done just now, with the way back where there is one. */
export function DoneMessage({ done, onDone, again }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [busy, setBusy] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message takes the focus
  useEffect(() => box.current?.focus(), [done])
  const { undo } = done
  const takeBack = async () => {
    if (undo === undefined) return
    setBusy(true)
    const refusal = await undo.act()
    setBusy(false)
    onDone({ text: refusal === undefined ? undo.done : `Not undone. ${notDone(refusal)}` })
    await again()
  }
  return (
    <div className="ff-notice ff-notice--page ff-people__done" role="status" tabIndex={-1} ref={box}>
      <p>
        <strong>{done.text}</strong>
      </p>
      {undo ? (
        <Button look="secondary" className="ff-button-small" disabled={busy} onClick={() => void takeBack()}>
          {undo.text}
        </Button>
      ) : null}
      <Button look="link" onClick={() => onDone(undefined)}>
        Close this message
      </Button>
    </div>
  )
}
