/**
 * Every letter that Fieldfare sends, in plain text: what happened, what to do, and what to do if it was somebody else.
 * No figures, nothing of returns, no pictures and nothing that reports that it was read.
 */
import type { Instant } from '../../domain/ids.ts'
import { nameForLetter, oneLine } from './address.ts'

/** How long an invitation holds, and how long a link for a new password. */
export const invitationDays = 7
export const resetMinutes = 30

interface To {
  /** Whom it is written to. */
  readonly name: string
}
interface Happened extends To {
  readonly at: Instant
}

export type Letter =
  | (To & {
      readonly kind: 'invitation'
      readonly link: URL
      /** Who invited her. */
      readonly by: string
      readonly endsAt: Instant
    })
  | (To & { readonly kind: 'password-reset'; readonly link: URL })
  | (Happened & { readonly kind: 'password-changed' })
  /** `browser` in our own words (browser-words.ts), never as the browser calls itself. */
  | (Happened & { readonly kind: 'new-device'; readonly browser: string })
  /** One goes to the address that was, one to the address that is. */
  | (Happened & { readonly kind: 'email-changed'; readonly goesTo: 'old-address' | 'new-address' })
  | (Happened & { readonly kind: 'access-changed' })
  | (Happened & { readonly kind: 'access-ended' })
  | (Happened & { readonly kind: 'device-lost' })
  | (Happened & { readonly kind: 'signed-out-everywhere' })
export type LetterKind = Letter['kind']

export interface Written {
  readonly subject: string
  readonly text: string
}

const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long' })
const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })
/** '14:02 on 7 July 2017', London time. */
const when = (at: Instant): string => `${time.format(new Date(at))} on ${day.format(new Date(at))}`

const notYou =
  'If this was not you, choose a new password on the sign-in page now and tell whoever looks after your access.'

/** Paragraphs of a letter; a link stands alone on its line. */
function partsOf(letter: Letter, council: string): { readonly subject: string; readonly parts: readonly string[] } {
  switch (letter.kind) {
    case 'invitation':
      return {
        subject: 'Your invitation to Fieldfare',
        parts: [
          `${nameForLetter(letter.by) ?? 'A colleague'} has invited you to Fieldfare, where providers enter their monthly returns for ${council}.`,
          'To choose a password and begin, open this link:',
          letter.link.href,
          `The link works once and until ${when(letter.endsAt)}, ${invitationDays} days after it was made. After that, ask for a new one.`,
          'If you do not expect this, do nothing: without the link nobody gets in.',
        ],
      }
    case 'password-reset':
      return {
        subject: 'Choose a new Fieldfare password',
        parts: [
          'Somebody asked for a new password for your account. To choose one, open this link:',
          letter.link.href,
          `The link works once and for ${resetMinutes} minutes. Choosing a new password ends all your sessions.`,
          'It does not change the passphrase of any device: work that is stored on a device still needs its own passphrase.',
          'If this was not you, do nothing: your password stays as it is.',
        ],
      }
    case 'password-changed':
      return {
        subject: 'Your Fieldfare password was changed',
        parts: [`The password of your account was changed at ${when(letter.at)}.`, notYou],
      }
    case 'new-device':
      return {
        subject: 'A new sign-in to Fieldfare',
        parts: [
          `Your account was used at ${when(letter.at)} in a browser where it had not been used before: ${letter.browser}.`,
          `If that was you, there is nothing to do. ${notYou}`,
        ],
      }
    case 'email-changed':
      return {
        subject: 'Your Fieldfare e-mail address was changed',
        parts: [
          letter.goesTo === 'old-address'
            ? `At ${when(letter.at)} your account was given another e-mail address. Fieldfare does not write to this one any more.`
            : `At ${when(letter.at)} your account was given this e-mail address. Sign in with it from now on.`,
          // Whoever holds the new address could reset the password: the old one is no way in any more.
          'If this was not you, tell whoever looks after your access now.',
        ],
      }
    case 'access-changed':
      return {
        subject: 'Your Fieldfare access was changed',
        parts: [
          `What you may see and do was changed at ${when(letter.at)}. You see it the next time you open Fieldfare.`,
          'If you do not know why, ask whoever looks after your access.',
        ],
      }
    case 'access-ended':
      return {
        subject: 'Your Fieldfare access has ended',
        parts: [
          `Your access ended at ${when(letter.at)}.`,
          'Changes on a device that had not been received yet are handed over the next time you unlock it with a connection; after that what the device holds is deleted.',
          'If you do not know why, ask whoever looked after your access.',
        ],
      }
    case 'device-lost':
      return {
        subject: 'A device of yours was reported lost',
        parts: [
          `A device on which you work was reported lost at ${when(letter.at)}. What it holds of yours is deleted as soon as it is online; it gives nothing to Fieldfare and takes nothing from it any more.`,
          'What Fieldfare had received from it is safe. What had not been received is gone.',
          'If it is not lost, tell whoever looks after your access. You can go on working on any other device.',
        ],
      }
    case 'signed-out-everywhere':
      return {
        subject: 'You were signed out of Fieldfare everywhere',
        parts: [
          `All sessions of your account were ended at ${when(letter.at)}. What is stored on your devices stays there and still opens with their passphrases.`,
          notYou,
        ],
      }
  }
}

/** The letter as it is sent. `council`: its name, as it stands on every page. */
export function write(letter: Letter, council: string): Written {
  const of = oneLine(council)
  const { subject, parts } = partsOf(letter, of)
  const name = nameForLetter(letter.name)
  const greeting = name === undefined ? 'Hello,' : `Hello ${name},`
  const closing = `Fieldfare, for ${of}\nThis letter was sent by a program. Nobody reads answers to it.`
  return { subject: `${subject} (${of})`, text: `${[greeting, ...parts, closing].join('\n\n')}\n` }
}
