/** Handing one message over, to a mail server or into a folder. */
import type { MailAddress } from './address.ts'

export interface Message {
  /** Also names the message, so that one sent twice can be told: letters, digits and hyphens. */
  readonly id: string
  readonly to: MailAddress
  readonly subject: string
  readonly text: string
}

export type HandedOver =
  | { readonly ok: true }
  /** `forGood`: this address will never be taken. `problem`: a code for the log, without address or text. */
  | { readonly ok: false; readonly forGood: boolean; readonly problem: string }

export interface Mailer {
  /** Never throws for what a mail server or a disk may say. */
  send(message: Message): Promise<HandedOver>
  close(): void
}

/** Who it comes from. The name is the installation's, never a person's. */
export interface From {
  readonly name: string
  readonly address: MailAddress
}

/**
 * The message as nodemailer takes it. Header values come from validated addresses and flattened settings only;
 * attachments by path or address are switched off where it is sent.
 */
export const composed = ({ id, to, subject, text }: Message, from: From) => ({
  from: { name: from.name, address: from.address },
  to: { name: '', address: to },
  envelope: { from: from.address, to: [to] },
  subject,
  text,
  messageId: `<${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
  textEncoding: 'quoted-printable' as const,
  // So that absence notes and other programs do not answer (RFC 3834).
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
})

/** Never anything but the text that was given. */
export const textOnly = { disableFileAccess: true, disableUrlAccess: true } as const

/** Says of each message that has been handed over that it has. */
export const telling = (mailer: Mailer, tell: (message: Message) => void): Mailer => ({
  async send(message) {
    const handed = await mailer.send(message)
    if (handed.ok) tell(message)
    return handed
  },
  close: () => mailer.close(),
})
