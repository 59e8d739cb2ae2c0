import { useCallback, useEffect, useState } from 'react'
import type { PersonDevices } from '../../../device/online/people.ts'
import type { PersonRow } from '../../../protocol/people.ts'
import { Button } from '../../govuk/button.tsx'
import { ScrollTable } from '../../govuk/scroll-table.tsx'
import { Tag } from '../../govuk/tag.tsx'
import { Dialog } from '../../sheet/dialog.tsx'
import { whenSentence } from '../../words.ts'
import { notDone, usePeople } from '../people-context.ts'
import { canSeeDevices } from './deeds.ts'
import { ThePerson } from './the-person.tsx'

type Device = PersonDevices[number]

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Where somebody has worked, and how to report one of them lost. */
export function DevicesPage() {
  return (
    <ThePerson title="Devices" when={canSeeDevices}>
      {row => <Devices row={row} />}
    </ThePerson>
  )
}

function Devices({ row }: { readonly row: PersonRow }) {
  const { at, did } = usePeople()
  const [devices, setDevices] = useState<PersonDevices>()
  const [problem, setProblem] = useState<string>()
  const [asking, setAsking] = useState<Device>()
  const read = useCallback(async () => {
    const answer = await at.online.devices(row.id)
    if (answer.ok) setDevices(answer.value)
    setProblem(answer.ok ? undefined : `The devices could not be read. ${notDone(answer.refusal)}`)
  }, [at, row.id])
  useEffect(() => void read(), [read])
  const lost = async (device: Device) => {
    const answer = await at.online.deviceLost(row.id, device.device)
    setAsking(undefined)
    if (!answer.ok) return setProblem(notDone(answer.refusal))
    await did({ text: `${capital(device.browser)}, of ${row.name}, is reported lost.` })
    await read()
  }
  return (
    <>
      <div role="alert">
        {problem ? (
          <div className="ff-notice ff-notice--warning ff-notice--page">
            <p>{problem}</p>
            <Button look="secondary" className="ff-button-small" onClick={() => void read()}>
              Try again
            </Button>
          </div>
        ) : null}
      </div>
      {devices === undefined && problem === undefined ? <p className="govuk-body">Loading…</p> : null}
      {devices?.length === 0 ? <p className="govuk-body">{row.name} has worked on no device yet.</p> : null}
      {devices && devices.length > 0 ? (
        <ScrollTable label="Devices, as a table" className="ff-people__table">
          <thead>
            <tr>
              <th scope="col">Device</th>
              <th scope="col">First used</th>
              <th scope="col">Last seen</th>
              <th scope="col">Lost</th>
            </tr>
          </thead>
          <tbody>
            {devices.map(device => (
              <tr key={device.device}>
                <th scope="row">{capital(device.browser)}</th>
                <td>{whenSentence(device.registered)}</td>
                <td>{device.lastSeen === null ? 'Never' : whenSentence(device.lastSeen)}</td>
                <td>
                  {device.lost === null ? (
                    <Button look="secondary" className="ff-button-small" onClick={() => setAsking(device)}>
                      Report lost<span className="govuk-visually-hidden">: {device.browser}</span>
                    </Button>
                  ) : (
                    <>
                      <Tag colour="grey">Lost</Tag> {whenSentence(device.lost)}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      ) : null}
      {asking ? (
        <LostDialog name={row.name} device={asking} onLost={() => lost(asking)} onClose={() => setAsking(undefined)} />
      ) : null}
    </>
  )
}

interface LostProps {
  readonly name: string
  readonly device: Device
  readonly onLost: () => Promise<void>
  readonly onClose: () => void
}

function LostDialog({ name, device, onLost, onClose }: LostProps) {
  const [busy, setBusy] = useState(false)
  return (
    <Dialog title={`Report ${device.browser} lost?`} onClose={onClose}>
      <p className="govuk-body">
        When this device is next online, everything kept on it for {name} is deleted, also what was never sent. Nothing
        is taken from it any more. What the server has received is safe. This cannot be taken back.
      </p>
      <p className="govuk-body">What is kept on it for other people stays, each under their own passphrase.</p>
      <div className="govuk-button-group">
        <Button look="secondary" onClick={onClose}>
          Not lost
        </Button>
        <Button
          look="warning"
          disabled={busy}
          onClick={() => {
            setBusy(true)
            void onLost()
          }}
        >
          {busy ? 'Reporting…' : 'Report lost'}
        </Button>
      </div>
    </Dialog>
  )
}
