import { useEffect, useRef, useState } from 'react'
import type { AccountOnline } from '../../device/online/account.ts'
import type { Account, AccountDevice } from '../../protocol/account.ts'
import { Button } from '../govuk/button.tsx'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { whenSentence } from '../words.ts'
import { atStart } from './browser-name.ts'
import { LostDialog } from './lost-dialog.tsx'

interface Props {
  readonly account: AccountOnline
  readonly devices: Account['devices']
  /** Changes on this device that the server has not received. */
  readonly waitingHere: number
  readonly onReported: (device: AccountDevice) => void
}

/** The devices that keep her work, and reporting one lost. */
export function DevicesPart({ account, devices, waitingHere, onReported }: Props) {
  const [asking, setAsking] = useState<AccountDevice>()
  const [said, setSaid] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  // The dialog gives the focus back to a button that goes; after that it is moved on.
  const goes = useRef(false)
  useEffect(() => {
    if (asking === undefined && goes.current) heading.current?.focus()
    goes.current = false
  }, [asking])
  const reported = (device: AccountDevice) => {
    setAsking(undefined)
    setSaid(`${atStart(device.browser)} is reported lost. What it keeps of yours is deleted as soon as it is online.`)
    onReported(device)
    goes.current = true
  }
  return (
    <div>
      <h2 ref={heading} tabIndex={-1} className="govuk-heading-m">
        Your devices
      </h2>
      <p className="govuk-body">Devices that keep your work, sealed with a passphrase, so that it needs no signal.</p>
      <p className="govuk-body" role="status">
        {said}
      </p>
      {devices.length === 0 ? (
        <p className="govuk-body">None: nothing of yours is kept on any device.</p>
      ) : (
        <ScrollTable label="Your devices" className="ff-account__table">
          <thead>
            <tr>
              <th scope="col">Device</th>
              <th scope="col">First used</th>
              <th scope="col">Last seen</th>
              <th scope="col">
                <span className="govuk-visually-hidden">Lost</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {devices.map(device => (
              <tr key={device.device}>
                <th scope="row">
                  {atStart(device.browser)}
                  {device.own ? <strong className="ff-block">This one</strong> : null}
                </th>
                <td data-name="First used">{whenSentence(device.registered)}</td>
                <td data-name="Last seen">
                  {device.lastSeen === null ? 'Not since then' : whenSentence(device.lastSeen)}
                </td>
                <td>
                  {device.lost === null ? (
                    <Button look="link" onClick={() => setAsking(device)}>
                      Report lost
                      <span className="govuk-visually-hidden">
                        : {device.browser}, first used {whenSentence(device.registered)}
                      </span>
                    </Button>
                  ) : (
                    `Reported lost ${whenSentence(device.lost)}`
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {asking ? (
        <LostDialog
          account={account}
          device={asking}
          waitingHere={waitingHere}
          onReported={() => reported(asking)}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
    </div>
  )
}
