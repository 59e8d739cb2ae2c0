/** For development: each message becomes a file that any mail program opens. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { composed, type From, type Mailer, textOnly } from './mailer.ts'

/** Where a message of that id is put. */
export const letterFile = (folder: string, id: string): string => join(folder, `${id}.eml`)

/** Files are named for the message, and only their owner may read them: they hold links that let somebody in. */
export function folderMailer(folder: string, from: From): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...textOnly })
  return {
    async send(message) {
      const { message: bytes } = await transport.sendMail(composed(message, from))
      const file = letterFile(folder, message.id)
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(`${file}.part`, bytes as Buffer, { mode: 0o600 })
        renameSync(`${file}.part`, file)
        return { ok: true }
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
        return { ok: false, forGood: false, problem: code }
      }
    },
    close: () => undefined,
  }
}
