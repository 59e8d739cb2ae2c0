import { type ChangeEvent, useState } from 'react'
import type { Imported } from '../../device/desk.ts'
import { storageSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { FormGroup } from '../govuk/form-group.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { plural } from '../words.ts'
import { saveFile } from './save-file.ts'

/** '2 changes taken, 5 were already here, 0 could not be read.' */
export function importedSentence(imported: Imported): string {
  if (imported.ok) {
    const { taken, known, unreadable } = imported
    return `${plural(taken, 'change')} taken, ${known} ${known === 1 ? 'was' : 'were'} already here, ${unreadable} could not be read.`
  }
  switch (imported.because) {
    case 'not-a-backup':
      return 'That file is not a backup file of Fieldfare, or it is not whole. Nothing was taken.'
    case 'another-person':
      return 'That file holds the changes of someone else: only the person who made it can read it back. Nothing was taken.'
    default:
      return `Nothing was taken. ${storageSentence(imported.because)}`
  }
}

interface Said {
  readonly text: string
  readonly wrong: boolean
}

/** Carries off what the server has not received, reads such a file back, and gives a file for whoever helps. */
export function BackupPart() {
  const { desk, unsaved } = useAtDesk()
  const waiting = useDesk(state => state.status.waiting + state.status.unsaved + state.needsYou.length)
  const [said, setSaid] = useState<Said>()
  const [busy, setBusy] = useState(false)
  const give = async (make: () => Promise<Blob>, name: string) => {
    setSaid(undefined)
    try {
      saveFile(await make(), name)
    } catch (error) {
      console.warn('Fieldfare: a file was not made', error)
      setSaid({ text: 'The file could not be made. Try again in a moment.', wrong: true })
    }
  }
  const readBack = async (event: ChangeEvent<HTMLInputElement>) => {
    const field = event.target
    const file = field.files?.[0]
    if (file === undefined) return
    setBusy(true)
    setSaid(undefined)
    try {
      const imported = await unsaved.during(desk.importBackup(await file.text()))
      setSaid({ text: importedSentence(imported), wrong: !imported.ok })
    } catch (error) {
      console.warn('Fieldfare: a file was not read', error)
      setSaid({ text: 'That file could not be read. Nothing was taken.', wrong: true })
    }
    setBusy(false)
    // The same file can be chosen again.
    field.value = ''
  }
  return (
    <section aria-labelledby="files">
      <h2 id="files" className="govuk-heading-m">
        Backup and help
      </h2>
      <p className="govuk-body">
        {waiting === 0
          ? 'The server has everything. A backup file made now would hold no changes.'
          : 'A backup file holds what the server has not taken from here. It is not sealed: keep it where only you can open it.'}
      </p>
      <Button look="secondary" onClick={() => void give(() => desk.exportUnsent(), 'fieldfare-backup.json')}>
        Make a backup file
      </Button>
      <FormGroup
        id="backup-file"
        label="Read a backup file back"
        hint="What is not known here goes to the server like any other change, and counts once."
        error={said?.wrong ? said.text : undefined}
      >
        <input
          id="backup-file"
          className="govuk-file-upload"
          type="file"
          accept=".json,application/json"
          disabled={busy}
          aria-describedby={`backup-file-hint${said?.wrong ? ' backup-file-error' : ''}`}
          onChange={event => void readBack(event)}
        />
      </FormGroup>
      <p className="govuk-body" role="status">
        {busy ? 'Reading…' : said && !said.wrong ? said.text : ''}
      </p>
      {said?.wrong ? (
        <p className="govuk-visually-hidden" role="alert">
          {said.text}
        </p>
      ) : null}
      <p className="govuk-body">
        For whoever helps you: a file with versions, counts, states and times. It holds no figures and no names.
      </p>
      <Button look="secondary" onClick={() => void give(() => desk.diagnostics(), 'fieldfare-diagnostics.json')}>
        Make a diagnostics file
      </Button>
    </section>
  )
}
