/** The sample county: made on the first start, the same ever after, on this machine only. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { County } from '../server/county.ts'
import { letterFile } from '../server/mail/folder-mailer.ts'
import { openMailer } from '../server/mail/mail-settings.ts'
import { type Message, telling } from '../server/mail/mailer.ts'
import { buildServer, type Server } from '../server/server.ts'
import {
  appFolder,
  appVersion,
  Fault,
  limitsOf,
  listen,
  logLevelOf,
  portOf,
  root,
  saying,
  stopOnSignals,
} from './listening.ts'
import { sampleBusinessDate, sampleCounty, sampleGroups } from './sample-county.ts'

export const startSample = (): Promise<void> =>
  saying(async () => {
    const { env } = process
    const folder = env['DATA_DIR'] || join(root, 'data')
    const { server, county, port } = await openSample(folder, portOf(env['PORT'] || '8080'))
    stopOnSignals(server)
    console.log(welcome(county, port, folder))
  })

/** A sample county in a folder, listening on this machine only; 0 picks a free port. Throws in words. */
export async function openSample(
  folder: string,
  port: number,
): Promise<{ readonly server: Server; readonly county: County; readonly port: number }> {
  const { env } = process
  const county = sampleCounty()
  makeFolder(folder)
  const letters = join(folder, 'mail')
  const server = await buildServer({
    dataFile: join(folder, 'sample.db'),
    secret: keptSecret(join(folder, 'sample-secret')),
    council: county.set.council,
    appVersion: appVersion(),
    today: () => sampleBusinessDate,
    county,
    sample: true,
    // Nothing leaves this machine, whatever mail server is set: people of the sample have addresses of nobody.
    mailer: telling(openMailer({ by: 'folder' }, county.set.council, letters), message =>
      console.log(letterWords(message, letters)),
    ),
    sessions: limitsOf(env),
    appFolder,
    logLevel: logLevelOf(env['LOG_LEVEL'], 'warn'),
  })
  return { server, county, port: await listen(server, '127.0.0.1', port) }
}

/** As somebody in this folder would name it. */
function shownFrom(path: string): string {
  const shown = relative(process.cwd(), path)
  return shown.startsWith('..') ? path : shown
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new Fault(
      `The data folder ${folder} cannot be made: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** Signs the sessions of this county, so that a restart ends none. */
function keptSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** '  A letter to reader@kent.example: ...', where it is, and the link in it. */
function letterWords({ id, to, subject, text }: Message, letters: string): string {
  const links = text.split('\n').filter(line => /^https?:/.test(line))
  return [`  A letter to ${to}: ${subject}`, ...[letterFile(letters, id), ...links].map(line => `    ${line}`)].join(
    '\n',
  )
}

function welcome(county: County, port: number, folder: string): string {
  return [
    '',
    `Fieldfare is on http://localhost:${port}`,
    `The sample county: ${county.set.council}, where it is always 11 July 2017. June 2017 is open for all five services.`,
    '',
    ...whoCanSignIn(),
    'What to try:',
    '  1. Sign in as the provider editor and choose a passphrase for this device.',
    '  2. Open June 2017 of Project Salus and type figures. Turn the network off and go on typing.',
    '  3. Turn it on again: "Received" says when the server has everything. Check and submit.',
    '  4. In another browser, sign in as the commissioning officer: the month board shows it arrive. Review it, ask about',
    '     a figure, send it back; answer as the provider. Accept it, note the meeting, look at the scorecard.',
    "  5. The other services have a lead each. Project Salus's lead also has two youth hubs; the figures of the",
    "     children's centre are the council's to supply, so its lead writes the narrative and submits.",
    '  6. Sign in as a lead or as the administrator and invite somebody under People: the letter is named here.',
    '',
    `Letters, such as invitations, are sent to nobody: they are put into ${shownFrom(join(folder, 'mail'))} and named here.`,
    `Everything is kept in ${shownFrom(join(folder, 'sample.db'))}. Ctrl-C stops.`,
    '',
  ].join('\n')
}

/** A table of everybody: the people of the main job first. */
function whoCanSignIn(): readonly string[] {
  const headings = { name: 'Who', email: 'E-mail address', password: 'Password' }
  const everybody = [headings, ...sampleGroups.flatMap(group => group.people)]
  const nameWidth = Math.max(...everybody.map(person => person.name.length))
  const emailWidth = Math.max(...everybody.map(person => person.email.length))
  const row = ({ name, email, password }: typeof headings): string =>
    `  ${name.padEnd(nameWidth)}  ${email.padEnd(emailWidth)}  ${password}`
  return [
    row(headings),
    ...sampleGroups.flatMap(({ heading, people }) => ['', `  ${heading}:`, ...people.map(row)]),
    '',
  ]
}
