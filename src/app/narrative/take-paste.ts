/** A paste into a text: whole or not at all, so that nothing is cut off unseen. */
import { longestText } from '../sheet/work/texts.ts'
import { wordsOfHtml } from './pasted-words.ts'

export interface Pasted {
  readonly html: string
  readonly plain: string
}

/** Plain words that fit are the browser's own business. */
export const takesItself = (field: HTMLTextAreaElement, { html, plain }: Pasted): boolean =>
  html === '' && plain.length <= roomIn(field)

const roomIn = ({ selectionStart, selectionEnd, value }: HTMLTextAreaElement): number =>
  longestText - (value.length - (selectionEnd - selectionStart))

/** Undefined: it was taken. Else why not, in a sentence; the field is as it was. */
export function takePaste(field: HTMLTextAreaElement, { html, plain }: Pasted): string | undefined {
  const words = (html === '' ? '' : wordsOfHtml(html)) || plain.replace(/\r\n?/g, '\n')
  const { selectionStart: start, selectionEnd: end } = field
  const room = roomIn(field)
  if (words.length > room) {
    const count = (of: number): string => of.toLocaleString('en-GB')
    return `Nothing was pasted: it has ${count(words.length)} characters, and there is room for ${count(Math.max(room, 0))}. Paste it in parts, or shorten it first.`
  }
  field.focus()
  // The browser's own insertion can be taken back with its own undo; where there is none, the field is told.
  const inserted = typeof document.execCommand === 'function' && document.execCommand('insertText', false, words)
  if (!inserted) {
    field.setRangeText(words, start, end, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
  }
  return undefined
}
