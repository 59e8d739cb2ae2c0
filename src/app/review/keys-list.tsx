import { Button } from '../govuk/button.tsx'
import { Dialog } from '../sheet/dialog.tsx'
import { reviewKeys } from './figures/row-keys.ts'

/** What the keys do on the figures of a return. */
export function KeysList({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose} wide>
      <p className="govuk-body-s" data-first="" tabIndex={-1}>
        They work on the figure that has the focus. ▲ is Green, ● Amber, ■ Red.
      </p>
      <dl className="ff-keys">
        {reviewKeys.map(([key, does]) => (
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
