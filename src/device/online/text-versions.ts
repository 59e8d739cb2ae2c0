/** Earlier versions of a text: asked of the server, kept nowhere on the device. */
import type { CellKey, PersonId, SheetId } from '../../domain/ids.ts'
import { type TextVersions, textVersionsSchema } from '../../protocol/text-versions.ts'
import { type DeviceOptions, platformOf } from '../platform.ts'
import { type Answer, type Api, createApi } from '../sync/api.ts'

/** Newest first; `before`: the number of the oldest known, or null for the newest. */
export type AskVersions = (sheet: SheetId, cell: CellKey, before: number | null) => Promise<Answer<TextVersions>>

/** Asked as one person: where another is signed in by now, the answer is `wrong-person`. */
export function textVersionsOnline(
  person: PersonId,
  options: DeviceOptions = {},
  { read }: Pick<Api, 'read'> = createApi({ ...platformOf(options), person }),
): AskVersions {
  return async (sheet, cell, before) => {
    const page = before === null ? '' : `&before=${before}`
    const answer = await read(
      textVersionsSchema,
      `/api/returns/${sheet}/versions?cell=${encodeURIComponent(cell)}${page}`,
    )
    return answer
  }
}
