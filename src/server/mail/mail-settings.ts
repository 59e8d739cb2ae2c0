/** How letters leave this installation: by two settings, or into a folder. */
import { type MailAddress, mailAddress, oneLine } from './address.ts'
import { folderMailer } from './folder-mailer.ts'
import type { From, Mailer } from './mailer.ts'
import { smtpMailer } from './smtp-mailer.ts'

export type MailSettings =
  | { readonly by: 'smtp'; readonly url: URL; readonly from: MailAddress }
  /** Development: nothing leaves the machine. */
  | { readonly by: 'folder' }

export type MailSettingsRead =
  | { readonly ok: true; readonly settings: MailSettings }
  /** A line each, as the start prints them. Never the setting itself: it holds a password. */
  | { readonly ok: false; readonly faults: readonly string[] }

export function readMailSettings(env: Readonly<Record<string, string | undefined>>): MailSettingsRead {
  const [urlText, fromText] = [env['FIELDFARE_SMTP_URL'], env['FIELDFARE_MAIL_FROM']]
  if (!urlText && !fromText) return { ok: true, settings: { by: 'folder' } }
  const url = urlText ? smtpUrl(urlText) : undefined
  const from = fromText ? mailAddress(fromText) : undefined
  if (url && from) return { ok: true, settings: { by: 'smtp', url, from } }
  const faults: string[] = []
  if (!url)
    faults.push(
      urlText
        ? 'FIELDFARE_SMTP_URL is no address of a mail server: smtps://user:password@mail.example.gov.uk is expected, or smtp:// where it begins encryption itself.'
        : 'FIELDFARE_MAIL_FROM is set and FIELDFARE_SMTP_URL is not: letters need both.',
    )
  if (!from)
    faults.push(
      fromText
        ? 'FIELDFARE_MAIL_FROM is no e-mail address: one such as returns@example.gov.uk is expected, without a name.'
        : 'FIELDFARE_SMTP_URL is set and FIELDFARE_MAIL_FROM is not: letters need both.',
    )
  return { ok: false, faults }
}

function smtpUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isServer = url !== undefined && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== ''
  // Options after a question mark could switch off what keeps a letter closed.
  if (!isServer || url.search !== '' || url.hash !== '' || !['', '/'].includes(url.pathname)) return undefined
  return url
}

const developmentFrom = { address: 'fieldfare@example.org' }

/** `folder`: where letters go while no mail server is set. */
export function openMailer(settings: MailSettings, council: string, folder: string): Mailer {
  const name = `Fieldfare, ${oneLine(council)}`
  if (settings.by === 'smtp') return smtpMailer(settings.url, { name, address: settings.from } satisfies From)
  const address = mailAddress(developmentFrom.address)
  if (!address) throw new Error('The sender of development letters is no address.')
  return folderMailer(folder, { name, address })
}
