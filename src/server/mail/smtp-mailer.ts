/** Sending by SMTP. Outside this machine only over TLS, with a certificate that holds. */
import { createTransport } from 'nodemailer'
import { composed, type From, type HandedOver, type Mailer, textOnly } from './mailer.ts'

/** Milliseconds. A server that does not answer must not hold up the letters behind. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

const onThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)

/** `url`: smtp:// or smtps://, with user and password where the server asks for them; read by mail-settings.ts. */
export function smtpMailer(url: URL, from: From): Mailer {
  const secure = url.protocol === 'smtps:'
  const transport = createTransport({
    host: url.hostname.replaceAll(/[[\]]/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    // Without it a server, or somebody in between, that offers no encryption would be given the letter in clear.
    requireTLS: !secure && !onThisMachine(url.hostname),
    ignoreTLS: !secure && onThisMachine(url.hostname),
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    ...patience,
    ...textOnly,
  })
  return {
    async send(message) {
      try {
        await transport.sendMail(composed(message, from))
        return { ok: true }
      } catch (error) {
        return failed(error)
      }
    },
    close: () => transport.close(),
  }
}

/**
 * Refused for good is only what the server says of this address (EENVELOPE with 5xx): a wrong password of ours, or a
 * server that is down, passes.
 */
function failed(error: unknown): HandedOver {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
  const answer =
    error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number'
      ? error.responseCode
      : undefined
  return {
    ok: false,
    forGood: code === 'EENVELOPE' && answer !== undefined && answer >= 500,
    problem: answer === undefined ? code : `${code} ${answer}`,
  }
}
