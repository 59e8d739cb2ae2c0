import { useCallback, useMemo, useState } from 'react'
import { textVersionsOnline } from '../../../device/online/text-versions.ts'
import { difference } from '../../../device/text/difference.ts'
import type { CellValue, Text } from '../../../domain/figures/figure.ts'
import type { CellKey, PlaceId } from '../../../domain/ids.ts'
import { Button } from '../../govuk/button.tsx'
import { AnswerState } from '../../layout/answer-state.tsx'
import { usePages } from '../../layout/use-pages.ts'
import { useDesk } from '../../session/desk-context.ts'
import { useSheet, useTopic } from '../../sheet/sheet-context.ts'
import { isContested } from '../../sheet/work/device-view.ts'
import { textOf } from '../../sheet/work/texts.ts'
import { topicOf } from '../../sheet/work/topics.ts'
import { whenSentence } from '../../words.ts'
import { putText } from '../put-text.ts'
import { VersionItem } from './version-item.tsx'

interface Props {
  readonly place: PlaceId
  readonly cell: CellKey
  readonly fieldId: string
}

const asText = (value: CellValue | null | undefined): Text | null => (value?.type === 'text' ? value : null)

/** The versions the server keeps; and, with or without a connection, what this device last received against the text as it is here. */
export function VersionsPanel({ place, cell, fieldId }: Props) {
  const { work } = useSheet()
  useTopic(work, topicOf.cell(place, cell))
  const person = useDesk(state => state.me.person.id)
  const online = useMemo(() => textVersionsOnline(person), [person])
  const sheet = work.sheet(place)
  const ask = useCallback((before: number | null) => online(sheet, cell, before), [online, sheet, cell])
  const { pages, refusal, reading, next, more, again } = usePages(ask)
  const [changed, setChanged] = useState(false)
  const view = work.cell(place, cell)
  const now = asText(view?.value)
  const may = work.readOnly(place) === undefined && !isContested(view)
  const putBack = async (value: Text | null): Promise<void> => {
    setChanged((await putText(work, place, cell, value, fieldId)) === 'changed')
  }
  const versions = (pages ?? []).flatMap(page => page.versions)
  const { received } = view ?? {}
  return (
    <>
      <p role="status" className={changed ? 'ff-versions__said' : 'govuk-visually-hidden'}>
        {changed ? 'Nothing was put back: the text has changed meanwhile. Read it first.' : ''}
      </p>
      {received ? (
        <VersionItem
          title={`Last received here: ${received.by.name}, ${whenSentence(received.at)}`}
          note="What has been changed on this device since then, and not been received yet:"
          value={asText(received.value)}
          changes={difference(asText(received.value), now)}
          isOpen
          onPutBack={may ? putBack : undefined}
        />
      ) : null}
      <AnswerState shown={pages !== undefined} refusal={refusal} what="earlier versions are read" again={again} />
      {pages !== undefined && versions.length === 0 ? (
        <p className="govuk-body-s">The server has no version of this text yet.</p>
      ) : null}
      {versions.map((version, index) => {
        const value = asText(version.value)
        const older = versions[index + 1]
        const known = older !== undefined || next === null
        return (
          <VersionItem
            key={version.opId}
            title={`${version.person.name}, ${whenSentence(version.deviceTime ?? version.receivedAt)}`}
            note={
              version.beside
                ? 'Written beside another version, which stood on.'
                : known
                  ? 'What was changed since the version before:'
                  : 'The whole text:'
            }
            value={value}
            changes={known ? difference(asText(older?.value), value) : difference(value, value)}
            isOpen={index === 0}
            onPutBack={may && textOf(value) !== textOf(now) ? putBack : undefined}
          />
        )
      })}
      {next === null || pages === undefined ? null : (
        <Button look="secondary" className="ff-button-small" disabled={reading} onClick={more}>
          {reading ? 'Reading…' : 'Show older versions'}
        </Button>
      )}
    </>
  )
}
