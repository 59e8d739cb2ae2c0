import { Button } from '../../govuk/button.tsx'
import { Dialog } from '../dialog.tsx'

const keys: readonly (readonly [keys: string, does: string])[] = [
  ['Tab, Shift+Tab', 'on to the next field, back'],
  ['Enter, Shift+Enter', 'down, up (on to the next district at the foot)'],
  ['Ctrl + arrows', 'jump to the next cell'],
  ['/', 'type another whole in place of the “of 4” that follows another indicator'],
  ['Alt + ↓, or type n/a', 'say why there is no figure'],
  ['Delete, on a reason', 'take the reason away again'],
  ['Ctrl+Z, Ctrl+Y', 'undo, redo your own changes'],
  ['Ctrl+V', 'paste one figure, or a block from a spreadsheet: you see what goes where first'],
]

/** What the keys do on the sheet. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="ff-keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="govuk-body-s">
        A percentage is typed as its part and its whole, never as a percentage. ▲ is Green, ● Amber, ■ Red.
      </p>
      <Button onClick={onClose}>Close</Button>
    </Dialog>
  )
}
