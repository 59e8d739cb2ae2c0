/** What a lead or an administrator does at her own screen, over the API, and the letters that come of it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { codeSchema, type Invite, invitedSchema } from '../../src/protocol/people.ts'
import type { County } from './county.ts'

export class Inviter {
  readonly #county: County
  readonly #cookie: string

  private constructor(county: County, cookie: string) {
    this.#county = county
    this.#cookie = cookie
  }

  static async signIn(county: County, who: { readonly email: string; readonly password: string }): Promise<Inviter> {
    const answer = await send(county, '/api/auth/sign-in/email', who)
    const cookies = answer.headers.getSetCookie().map(each => each.split(';')[0] ?? '')
    return new Inviter(county, cookies.join('; '))
  }

  /** Gives the link of the letter. */
  async invite(invite: Invite): Promise<{ readonly person: string; readonly link: string }> {
    const answer = await send(this.#county, '/api/people/invite', invite, this.#cookie)
    const { person } = invitedSchema.parse(await answer.json())
    return { person, link: await linkIn(this.#county, invite.email) }
  }

  async code(person: string): Promise<string> {
    const answer = await send(this.#county, `/api/people/${encodeURIComponent(person)}/code`, {}, this.#cookie)
    return codeSchema.parse(await answer.json()).code
  }
}

async function send(county: County, path: string, body: unknown, cookie = ''): Promise<Response> {
  const answer = await fetch(county.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: county.url, cookie },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer
}

/** As it stands in the folder of letters: lines that were folded for mail are put together again. */
async function linkIn(county: County, email: string): Promise<string> {
  let link: string | undefined
  await expect
    .poll(() => {
      const letters = lettersIn(join(county.folder, 'mail')).filter(text => text.includes(`To: ${email}`))
      link = /http:\/\/\S+\/join#[A-Za-z0-9_-]{43}/.exec(letters.at(-1) ?? '')?.[0]
      return link
    })
    .toBeDefined()
  return link ?? ''
}

function lettersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.eml'))
      .map(name => readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='))
  } catch {
    // No letter has been sent yet.
    return []
  }
}
