/** A mail server on loopback that keeps what it is given, and says no when told to. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { type MailAddress, mailAddress } from '../../../src/server/mail/address.ts'

export function addressOf(text: string): MailAddress {
  const address = mailAddress(text)
  if (!address) throw new Error(`${text} is no address`)
  return address
}

export interface Delivered {
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the wire. */
  readonly raw: string
}

export interface PostOffice {
  readonly url: URL
  readonly delivered: readonly Delivered[]
  close(): Promise<void>
}

interface Manner {
  readonly host?: string
  readonly port?: number
  /** STARTTLS is offered, with a certificate that nobody trusts. */
  readonly selfSigned?: boolean
  /** What it answers to an address; undefined: it takes it. */
  readonly refuses?: (address: string) => number | undefined
}

export async function openPostOffice({
  host = '127.0.0.1',
  port = 0,
  selfSigned = false,
  refuses,
}: Manner = {}): Promise<PostOffice> {
  const delivered: Delivered[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: selfSigned ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo(address, _session, callback) {
      const code = refuses?.(address.address)
      callback(code === undefined ? null : Object.assign(new Error('refused'), { responseCode: code }))
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        delivered.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(each => each.address),
          raw: Buffer.concat(parts).toString('utf8'),
        })
        callback()
      })
    },
  })
  // A client that hangs up on a certificate it does not trust is what some tests are about.
  server.on('error', () => undefined)
  await new Promise<void>(ready => {
    server.listen(port, host, ready)
  })
  const address = server.server.address() as AddressInfo
  return {
    url: new URL(`smtp://${host}:${address.port}`),
    delivered,
    close: () => new Promise(closed => server.close(() => closed())),
  }
}

/** The headers of a message, unfolded, and its text, decoded. */
export function readMessage(raw: string): { readonly headers: ReadonlyMap<string, string>; readonly text: string } {
  const at = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, at)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = new Map(
    lines.map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const body = raw.slice(at + 4)
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const plain =
    headers.get('Content-Transfer-Encoding') === 'quoted-printable'
      ? Buffer.from(bytes, 'latin1').toString('utf8')
      : body
  return { headers, text: plain.replaceAll('\r\n', '\n') }
}
