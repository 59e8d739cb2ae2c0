import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../../src/domain/ids.ts'
import { folderMailer } from '../../../src/server/mail/folder-mailer.ts'
import type { Letter } from '../../../src/server/mail/letters.ts'
import type { From, HandedOver, Mailer, Message } from '../../../src/server/mail/mailer.ts'
import { forgetOld, post, sendDue, waitAfter } from '../../../src/server/mail/outgoing.ts'
import { openPostman } from '../../../src/server/mail/postman.ts'
import { smtpMailer } from '../../../src/server/mail/smtp-mailer.ts'
import { openRecordFile, type RecordFile } from '../history/record-file.ts'
import { addressOf, openPostOffice, type PostOffice, readMessage } from './post-office.ts'

const council = 'Example County Council'
const begin = Date.parse('2017-07-07T13:02:00.000Z')
const minute = 60_000

const to = addressOf('lead@example.org')
const from: From = { name: `Fieldfare, ${council}`, address: addressOf('returns@example.gov.uk') }
const link = new URL('https://returns.example.gov.uk/new-password#AbC-123_x')
const reset: Letter = { kind: 'password-reset', name: 'Provider lead', link }
const changed = (at: Instant): Letter => ({ kind: 'password-changed', name: 'Provider lead', at })

let file: RecordFile
let clock: number
const now = (): Instant => new Date(clock).toISOString() as Instant
const offices: PostOffice[] = []
beforeEach(async () => {
  file = await openRecordFile()
  clock = begin
})
afterEach(async () => {
  for (const office of offices.splice(0)) await office.close()
  await file.close()
})
const office = async (...manner: Parameters<typeof openPostOffice>): Promise<PostOffice> => {
  const opened = await openPostOffice(...manner)
  offices.push(opened)
  return opened
}
const posted = (letter: Letter, address = to): Promise<string> =>
  file.act(transaction => post(transaction, address, letter, council, now()))
const rows = () => file.db.selectFrom('mail').selectAll().orderBy('created_at').execute()

describe('by SMTP', () => {
  it('delivers what was posted, once, and keeps nothing of its text', async () => {
    const at = await office()
    const mailer = smtpMailer(at.url, from)
    const id = await posted(reset)
    expect(await sendDue(file.db, mailer, now)).toEqual({ sent: 1, failed: [], nextAt: null })
    expect(await sendDue(file.db, mailer, now)).toEqual({ sent: 0, failed: [], nextAt: null })
    expect(at.delivered).toHaveLength(1)
    const [letter] = at.delivered
    expect([letter?.from, letter?.to]).toEqual([from.address, [to]])
    const { headers, text } = readMessage(letter?.raw ?? '')
    expect(headers.get('Subject')).toBe('Choose a new Fieldfare password (Example County Council)')
    expect(headers.get('From')).toBe('"Fieldfare, Example County Council" <returns@example.gov.uk>')
    expect(headers.get('To')).toBe(to)
    expect(headers.get('Message-ID')).toBe(`<${id}@example.gov.uk>`)
    expect(headers.get('Auto-Submitted')).toBe('auto-generated')
    expect(headers.get('Content-Type')).toMatch(/^text\/plain; charset=utf-8/)
    expect(text).toContain(`\n\n${link.href}\n\n`)
    expect(await rows()).toMatchObject([{ id, body: '', sent_at: now(), next_try_at: null, tries: 1 }])
    mailer.close()
  })

  it('tries again when the server was down, at growing intervals, and then delivers', async () => {
    const first = await openPostOffice()
    const { url } = first
    await first.close()
    const mailer = smtpMailer(url, from)
    const id = await posted(changed(now()))
    const round = await sendDue(file.db, mailer, now)
    expect(round.failed).toMatchObject([{ id, forGood: false }])
    expect(round.nextAt).toBe(new Date(begin + minute).toISOString())
    expect((await sendDue(file.db, mailer, now)).failed).toEqual([])
    clock += minute
    expect((await sendDue(file.db, mailer, now)).nextAt).toBe(new Date(begin + 3 * minute).toISOString())
    const again = await office({ port: Number(url.port) })
    clock += 2 * minute
    expect((await sendDue(file.db, mailer, now)).sent).toBe(1)
    expect(again.delivered).toHaveLength(1)
    mailer.close()
  })

  it('gives up an address that is refused for good, and goes on with the next letter', async () => {
    const at = await office({ refuses: address => (address === 'gone@example.org' ? 550 : undefined) })
    const mailer = smtpMailer(at.url, from)
    const gone = await posted(changed(now()), addressOf('gone@example.org'))
    clock += 1
    await posted(changed(now()))
    const round = await sendDue(file.db, mailer, now)
    expect(round).toMatchObject({
      sent: 1,
      failed: [{ id: gone, problem: 'EENVELOPE 550', forGood: true }],
      nextAt: null,
    })
    expect((await rows())[0]).toMatchObject({ id: gone, body: '', sent_at: null, problem: 'EENVELOPE 550' })
    mailer.close()
  })

  it('tries again where an address is refused for now', async () => {
    const at = await office({ refuses: () => 450 })
    const mailer = smtpMailer(at.url, from)
    await posted(changed(now()))
    expect((await sendDue(file.db, mailer, now)).failed).toMatchObject([{ problem: 'EENVELOPE 450', forGood: false }])
    mailer.close()
  })

  it('gives nothing to another machine that offers no encryption, or a certificate nobody vouches for', async () => {
    // Loopback all the same; by its number it is not one of the names of this machine.
    for (const selfSigned of [false, true]) {
      const at = await office({ host: '127.0.0.2', selfSigned })
      const mailer = smtpMailer(at.url, from)
      await posted(changed(now()))
      const round = await sendDue(file.db, mailer, now)
      expect(round).toMatchObject({ sent: 0, failed: [{ forGood: false }] })
      expect(at.delivered).toEqual([])
      await file.db.deleteFrom('mail').execute()
      mailer.close()
    }
  })

  it('cannot be made to write another header or another recipient', async () => {
    const at = await office()
    const evil = '\r\nBcc: other@example.org\r\nX-Evil: 1\r\n\r\nHello'
    const mailer = smtpMailer(at.url, { ...from, name: `Council${evil}` })
    const message: Message = { id: 'one', to, subject: `Subject${evil}`, text: '.\r\n.\r\nRSET\r\n' }
    expect(await mailer.send(message)).toEqual({ ok: true })
    const [letter] = at.delivered
    expect(letter?.to).toEqual([to])
    const { headers } = readMessage(letter?.raw ?? '')
    expect([...headers.keys()]).not.toContain('Bcc')
    expect([...headers.keys()]).not.toContain('X-Evil')
    // An address that came into the table in another way is looked at once more.
    await posted(changed(now()))
    await file.db.updateTable('mail').set({ address: 'lead@example.org\r\nRCPT TO:<other@example.org>' }).execute()
    expect((await sendDue(file.db, mailer, now)).failed).toMatchObject([{ problem: 'no address', forGood: true }])
    expect(at.delivered).toHaveLength(1)
    mailer.close()
  })
})

describe('into a folder', () => {
  it('writes a file that a mail program opens, for its owner only', async () => {
    const mailer = folderMailer(join(file.folder, 'letters'), from)
    const id = await posted(reset)
    expect((await sendDue(file.db, mailer, now)).sent).toBe(1)
    expect(readdirSync(join(file.folder, 'letters'))).toEqual([`${id}.eml`])
    const path = join(file.folder, 'letters', `${id}.eml`)
    expect(statSync(path).mode & 0o077).toBe(0)
    const { headers, text } = readMessage(readFileSync(path, 'utf8'))
    expect(headers.get('To')).toBe(to)
    expect(text).toContain(link.href)
  })

  it('says by a code that it cannot write, and tries again', async () => {
    const blocked = mkdtempSync(join(tmpdir(), 'fieldfare-letters-'))
    writeFileSync(join(blocked, 'letters'), 'a file where the folder should be')
    await posted(changed(now()))
    const round = await sendDue(file.db, folderMailer(join(blocked, 'letters'), from), now)
    expect(round.failed).toMatchObject([{ forGood: false }])
    rmSync(blocked, { recursive: true })
  })
})

describe('a letter on its way', () => {
  const failing = (problem = 'ECONNECTION'): Mailer & { tries: number } => ({
    tries: 0,
    async send(): Promise<HandedOver> {
      this.tries += 1
      return { ok: false, forGood: false, problem }
    },
    close: () => undefined,
  })

  it('is there exactly when the act it tells of is', async () => {
    const undone = file.act(async transaction => {
      await post(transaction, to, reset, council, now())
      throw new Error('the act failed')
    })
    await expect(undone).rejects.toThrow('the act failed')
    expect(await rows()).toEqual([])
  })

  it('is tried after 1, 2, 4 ... minutes, at most an hour apart', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 60, 5_000].map(tries => waitAfter(tries) / minute)).toEqual([
      1, 2, 4, 8, 16, 32, 60, 60, 60, 60,
    ])
  })

  it('is given up when its link has ended, and its text goes', async () => {
    const mailer = failing()
    await posted(reset)
    await sendDue(file.db, mailer, now)
    clock += 31 * minute
    expect((await sendDue(file.db, mailer, now)).failed).toMatchObject([{ problem: 'too late', forGood: true }])
    expect(await rows()).toMatchObject([{ body: '', next_try_at: null, sent_at: null }])
    expect(mailer.tries).toBe(1)
  })

  it('is counted before it is tried: one that stops the program waits like any other', async () => {
    await posted(changed(now()))
    const stops: Mailer = { send: () => Promise.reject(new Error('stopped')), close: () => undefined }
    await expect(sendDue(file.db, stops, now)).rejects.toThrow('stopped')
    expect(await rows()).toMatchObject([{ tries: 1, next_try_at: new Date(begin + minute).toISOString() }])
  })

  it('is forgotten 35 days after it ended, and never before it ended', async () => {
    const sending: Mailer = { send: async () => ({ ok: true }), close: () => undefined }
    await posted(changed(now()))
    await sendDue(file.db, sending, now)
    await posted(changed(now()))
    clock += 36 * 24 * 60 * minute
    expect(await forgetOld(file.db, now())).toBe(1)
    expect(await rows()).toHaveLength(1)
  })
})

describe('the job that sends', () => {
  /** Timers that run when a test says so. */
  const timers = () => {
    const waiting: { readonly milliseconds: number; readonly work: () => void }[] = []
    const after = (milliseconds: number, work: () => void) => {
      const timer = { milliseconds, work }
      waiting.push(timer)
      return () => {
        const at = waiting.indexOf(timer)
        if (at >= 0) waiting.splice(at, 1)
      }
    }
    return { waiting, after }
  }
  const quiet = { warn: () => undefined, error: () => undefined }

  it('sends when told, waits until the next is due, and stops for good', async () => {
    const at = await office()
    const { waiting, after } = timers()
    const warned: object[] = []
    const postman = openPostman({
      db: file.db,
      mailer: smtpMailer(at.url, from),
      now,
      after,
      log: { ...quiet, warn: about => warned.push(about) },
    })
    await posted(changed(now()))
    postman.kick()
    await posted(changed(now()))
    postman.kick()
    await postman.idle()
    await postman.idle()
    expect(at.delivered).toHaveLength(2)
    expect(waiting.map(timer => timer.milliseconds)).toEqual([60 * minute])
    expect(warned).toEqual([])
    await postman.stop()
    expect(waiting).toEqual([])
    await posted(changed(now()))
    postman.kick()
    await postman.idle()
    expect(at.delivered).toHaveLength(2)
  })

  it('hears who tells it while it sends', async () => {
    const { waiting, after } = timers()
    const sent: string[] = []
    const mailer: Mailer = {
      async send({ id }) {
        sent.push(id)
        if (sent.length === 1) {
          await posted(changed(now()))
          postman.kick()
        }
        return { ok: true }
      },
      close: () => undefined,
    }
    const postman = openPostman({ db: file.db, mailer, now, after, log: quiet })
    await posted(changed(now()))
    postman.kick()
    await postman.idle()
    expect(new Set(sent).size).toBe(2)
    expect(waiting.map(timer => timer.milliseconds)).toEqual([60 * minute])
    await postman.stop()
  })

  it('never fails whoever told it: what went wrong is logged without address or text, and tried again', async () => {
    const { waiting, after } = timers()
    const logged: object[] = []
    const log = { warn: (about: object) => logged.push(about), error: (about: object) => logged.push(about) }
    const mailer: Mailer = {
      send: async () => ({ ok: false, forGood: false, problem: 'EAUTH 535' }),
      close: () => undefined,
    }
    const postman = openPostman({ db: file.db, mailer, now, after, log })
    await posted(reset)
    postman.kick()
    await postman.idle()
    expect(waiting.map(timer => timer.milliseconds)).toEqual([minute])
    expect(JSON.stringify(logged)).toContain('EAUTH 535')
    expect(JSON.stringify(logged)).not.toMatch(/example|AbC/)
    await file.db.schema.alterTable('mail').renameTo('mail_gone').execute()
    clock += minute
    waiting.shift()?.work()
    await postman.idle()
    expect(logged).toHaveLength(2)
    expect(waiting.map(timer => timer.milliseconds)).toEqual([minute])
    await postman.stop()
    await file.db.schema.alterTable('mail_gone').renameTo('mail').execute()
  })
})
