import '../styles-later.scss'
import { useHits } from './use-hits.ts'
import { WarningList } from './warning-list.tsx'

/** Under a note that is not kept yet: it is looked at on the check page, once it is. */
export function NoteWarnings({ text, fieldId }: { readonly text: string; readonly fieldId: string }) {
  const hits = useHits(() => text, text)
  return <WarningList hits={hits} fieldId={fieldId} />
}
