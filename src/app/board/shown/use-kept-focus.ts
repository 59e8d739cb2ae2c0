import { useEffect, useRef } from 'react'
import type { ShownRow } from '../board-rows.ts'

/** Where a row with the focus is gone (it matches no more), the focus goes to the row that is there now, not to the top. */
export function useKeptFocus(rows: readonly ShownRow[]): void {
  const at = useRef<{ readonly sheet: string; readonly index: number } | undefined>(undefined)
  useEffect(() => {
    const note = (): void => {
      const sheet = document.activeElement?.closest<HTMLElement>('tr[data-sheet]')?.dataset['sheet']
      at.current = sheet === undefined ? undefined : { sheet, index: rows.findIndex(one => one.sheet === sheet) }
    }
    note()
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [rows])
  const before = at.current
  useEffect(() => {
    if (!before || document.activeElement !== document.body || rows.some(one => one.sheet === before.sheet)) return
    const next = rows[Math.min(before.index, rows.length - 1)]
    const row = next && document.querySelector<HTMLElement>(`tr[data-sheet="${CSS.escape(next.sheet)}"]`)
    row?.querySelector<HTMLElement>('.ff-board__act a, .ff-board__act button')?.focus()
  })
}
