import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMailer, readMailSettings } from '../../../src/server/mail/mail-settings.ts'
import { addressOf, readMessage } from './post-office.ts'

describe('the settings of mail', () => {
  const read = (url?: string, sender?: string) =>
    readMailSettings({ FIELDFARE_SMTP_URL: url, FIELDFARE_MAIL_FROM: sender })

  it('are both or none', () => {
    expect(read()).toEqual({ ok: true, settings: { by: 'folder' } })
    expect(read('smtps://user:p%40ss@mail.example.org', 'returns@example.org')).toMatchObject({
      ok: true,
      settings: { by: 'smtp', from: 'returns@example.org' },
    })
    expect(read('smtp://mail.example.org:25')).toMatchObject({
      ok: false,
      faults: [expect.stringMatching(/FIELDFARE_MAIL_FROM is not/)],
    })
    expect(read(undefined, 'returns@example.org')).toMatchObject({
      ok: false,
      faults: [expect.stringMatching(/FIELDFARE_SMTP_URL is not/)],
    })
  })

  it.each([
    'mail.example.org',
    'https://mail.example.org',
    'smtp://',
    'smtps://mail.example.org?tls.rejectUnauthorized=false',
    'smtps://user:secret@mail.example.org/path',
  ])('refuse %s in words, without repeating it', url => {
    const found = read(url, 'returns@example.org')
    expect(found.ok).toBe(false)
    expect(JSON.stringify(found)).not.toContain('secret')
  })

  it('refuse a sender with a name or a line break', () => {
    for (const sender of ['Returns <returns@example.org>', 'a@example.org\r\nBcc: b@example.org', 'nobody'])
      expect(read('smtps://mail.example.org', sender).ok).toBe(false)
  })

  it('put letters into the folder while no server is set', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldfare-letters-'))
    const mailer = openMailer({ by: 'folder' }, 'Example\r\nCounty', join(folder, 'letters'))
    expect(
      await mailer.send({ id: 'one', to: addressOf('lead@example.org'), subject: 'A subject', text: 'A text' }),
    ).toEqual({ ok: true })
    const { headers } = readMessage(readFileSync(join(folder, 'letters', 'one.eml'), 'utf8'))
    expect(headers.get('From')).toBe('"Fieldfare, Example County" <fieldfare@example.org>')
    rmSync(folder, { recursive: true })
  })
})
