import '../../styles-later.scss'
import { Button } from '../../govuk/button.tsx'
import { Dialog } from '../dialog.tsx'
import { keyList } from './key-list.ts'

/** What the keys do on the sheet. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose} wide>
      {/* The list is longer than some windows: it is read from its beginning. */}
      <p className="govuk-body-s" data-first="" tabIndex={-1}>
        A percentage is typed as its part and its whole, never as a percentage. ▲ is Green, ● Amber, ■ Red.
      </p>
      <dl className="ff-keys">
        {keyList.map(([key, does]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={onClose}>Close</Button>
    </Dialog>
  )
}
