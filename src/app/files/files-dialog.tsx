import '../styles-later.scss'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { Dialog } from '../sheet/dialog.tsx'
import { useSheet } from '../sheet/sheet-context.ts'
import { plural } from '../words.ts'
import type { FileFormat } from './download/save-month.ts'
import type { ReadChosen } from './read/read-chosen.ts'
import { ReportView } from './report-view.tsx'
import { type Uploading, useUpload } from './use-upload.ts'

interface Props {
  readonly onClose: () => void
  /** How a chosen file is read; another one in tests, where there are no workers. */
  readonly read?: ReadChosen
}

const types = '.xlsx,.csv,.tsv,.tab,.txt'

/** This month's sheet as a file, and back: downloaded, filled anywhere, looked at cell by cell, taken in one step. */
export function FilesDialog({ onClose, read }: Props) {
  const { work } = useSheet()
  const uploading = useUpload(work, read)
  const { upload, choose, take, startAgain } = uploading
  const [over, setOver] = useState(false)
  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const [file] = event.dataTransfer.files
      if (file) choose(file)
    },
  }
  return (
    <Dialog title="The month’s sheet as a file" onClose={onClose} wide>
      <div className={`ff-files${over ? ' ff-files--over' : ''}`} {...drop}>
        {upload.step === 'report' ? (
          <ReportView
            name={upload.name}
            report={upload.report}
            again={upload.again}
            onTake={take}
            onOther={startAgain}
            onClose={onClose}
          />
        ) : upload.step === 'taken' ? (
          <Taken count={upload.count} name={upload.name} />
        ) : (
          <>
            <Download />
            <ChooseFile uploading={uploading} />
          </>
        )}
        {upload.step === 'report' ? null : (
          <Button look="secondary" onClick={onClose}>
            Close
          </Button>
        )}
      </div>
    </Dialog>
  )
}

function Download() {
  const { work } = useSheet()
  const [said, setSaid] = useState('')
  const save = (format: FileFormat): void => {
    setSaid('Making the file…')
    void import('./download/save-month.ts')
      .then(({ saveMonth }) => saveMonth(work, format))
      .then(
        name => setSaid(`“${name}” has been saved where your browser keeps downloads.`),
        (error: unknown) => {
          console.warn('Fieldfare: a file could not be made', error)
          setSaid('The file could not be made. Try again, or copy the cells of the sheet.')
        },
      )
  }
  return (
    <>
      <h3 className="govuk-heading-s">Download</h3>
      <p className="govuk-body">
        With the figures that are here now, and the definitions on a second sheet. It works without signal.
      </p>
      <div className="govuk-button-group">
        <Button look="secondary" onClick={() => save('xlsx')}>
          Download for Excel (.xlsx)
        </Button>
        <Button look="secondary" onClick={() => save('csv')}>
          Download as CSV
        </Button>
      </div>
      <p className="govuk-body" role="status">
        {said}
      </p>
    </>
  )
}

function ChooseFile({ uploading: { upload, choose } }: { readonly uploading: Uploading }) {
  const error = upload.step === 'refused' ? upload.sentence : undefined
  return (
    <>
      <h3 className="govuk-heading-s">Upload</h3>
      {upload.step === 'refused' ? (
        <ErrorSummary
          key={upload.name}
          title={`Nothing was taken from “${upload.name}”`}
          lines={[{ text: upload.sentence, to: '#files-upload' }]}
        />
      ) : null}
      <div className={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
        <label className="govuk-label" htmlFor="files-upload">
          Choose a filled-in file, or drop it here
        </label>
        <div id="files-upload-hint" className="govuk-hint">
          Excel (.xlsx), CSV or tab-separated text, up to 5 MB. You see every figure before it is taken.
        </div>
        {error ? (
          <p id="files-upload-error" className="govuk-error-message">
            <span className="govuk-visually-hidden">Error: </span>
            {error}
          </p>
        ) : null}
        <input
          className="govuk-file-upload"
          id="files-upload"
          type="file"
          accept={types}
          aria-describedby={`files-upload-hint${error ? ' files-upload-error' : ''}`}
          aria-invalid={error ? true : undefined}
          onChange={event => {
            const [file] = event.target.files ?? []
            // The same file chosen again, saved differently meanwhile, is another choice.
            event.target.value = ''
            if (file) choose(file)
          }}
        />
      </div>
      <p className="govuk-body" role="status">
        {upload.step === 'reading' ? `Reading “${upload.name}”…` : ''}
      </p>
    </>
  )
}

function Taken({ count, name }: { readonly count: number; readonly name: string }) {
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => said.current?.focus(), [])
  return (
    <p className="govuk-body" ref={said} tabIndex={-1}>
      {plural(count, 'figure')} {count === 1 ? 'was' : 'were'} taken from “{name}”. Undo (Ctrl+Z) in the sheet takes
      them all back in one step.
    </p>
  )
}
