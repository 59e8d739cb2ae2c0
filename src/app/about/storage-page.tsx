import '../styles-later.scss'
import { Link } from 'react-router'
import { usePageTitle } from '../layout/page-title.ts'

interface Row {
  readonly what: string
  readonly why: string
  /** Who can read it without the passphrase. */
  readonly readable: string
}

const rows: readonly Row[] = [
  {
    what: 'Your returns: figures, narratives and explanations, with earlier months, definitions and targets',
    why: 'So that you can enter, check and rate a month with no signal',
    readable: 'Sealed. Which return and which field it is about can be read; what stands in it cannot.',
  },
  {
    what: 'Meeting notes: those you may read, and, as an officer, those you write; with definitions, and without anybody’s returns',
    why: 'So that a meeting can be noted, and read, where there is no signal',
    readable: 'Sealed. Which contract, district and month they are about can be read; what they say cannot.',
  },
  {
    what: 'Changes you have made, until the server has received and backed them up, and for at least 35 days',
    why: 'So that nothing typed is lost, whatever happens on the way',
    readable: 'Sealed. When, about which field, and whether it was received can be read; the change itself cannot.',
  },
  {
    what: 'What stands in a field and cannot be read as a figure yet, such as 12a',
    why: 'So that it is still there after closing the app',
    readable: 'Sealed, but for the field it stands in.',
  },
  {
    what: 'The key to all this, itself locked with your device passphrase',
    why: 'So that the passphrase can be changed without sealing everything again',
    readable: 'Useless without the passphrase. The passphrase is stored nowhere.',
  },
  {
    what: 'Your name and e-mail address',
    why: 'So that you can pick yourself when several people share this device',
    readable: 'Yes, by whoever opens the app here.',
  },
  {
    what: 'How many changes wait, what happened here and when, and how many wrong passphrases were typed in a row',
    why: 'So that the app can say how things stand, and that guessing takes long',
    readable: 'Yes. Counts, times and which return it was about; nothing you typed.',
  },
  {
    what: 'Two cookies: one for being signed in, one that tells the server which device this is',
    why: 'The first so that you need not sign in for every change; the second so that a lost device can be cut off',
    readable: 'Not by anything that runs in a page. The first ends after 12 hours at the latest.',
  },
  {
    what: 'The app itself, the name of the council and today’s date at the server',
    why: 'So that it opens with no signal',
    readable: 'Yes. Nothing of anybody’s is in it.',
  },
]

/** What is kept in this browser and why, in plain words; there before anybody has unlocked. */
export function StoragePage() {
  usePageTitle('What is stored on this device, and why')
  return (
    <div className="ff-page ff-about">
      <h1 className="govuk-heading-l">What is stored on this device, and why</h1>
      <p className="govuk-body">
        Fieldfare has to work where there is no signal, so a provider’s work is kept in this browser as well as on the
        server. Of commissioning officers only meeting notes are, from when one chooses a device passphrase for them;
        everything else they read online. Of other people of the council only the cookies are.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by keyboard */}
      <section className="ff-scroll-x" tabIndex={0} aria-label="What is stored, as a table">
        <table className="ff-plain-table">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Why</th>
              <th scope="col">Can it be read without your passphrase?</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ what, why, readable }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{why}</td>
                <td>{readable}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="govuk-body">
        There is nothing for advertising and nothing that counts visits, and nothing goes to anybody but the council’s
        server.
      </p>
      <h2 className="govuk-heading-m">How it is sealed</h2>
      <p className="govuk-body">
        With AES-GCM under a random key of 256 bits. That key is locked with your passphrase, put through PBKDF2-SHA-256
        600,000 times so that each guess takes long. Unlocked, the key is in the memory of the open page and nowhere
        else; it is forgotten when you lock, when you close the app, and after 15 minutes in which nobody does anything.
      </p>
      <h2 className="govuk-heading-m">If you forget the passphrase</h2>
      <p className="govuk-body">
        <strong>What the server has received is safe:</strong> sign in, choose a new passphrase, and it is downloaded
        again. <strong>What it never received is gone:</strong> nobody has another key, the council and whoever looks
        after this device included. So send what waits whenever there is signal.
      </p>
      <h2 className="govuk-heading-m">How it leaves this device</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>You remove it yourself, under This device.</li>
        <li>
          Your access ends: what the server had not taken is handed over to be kept for the council, then everything of
          yours is deleted here.
        </li>
        <li>The device is reported lost: everything of yours is deleted as soon as it next meets the server.</li>
        <li>
          The browser clears it, if it is told to delete the data of websites or has no space left. What was not sent is
          then gone.
        </li>
      </ul>
      <h2 className="govuk-heading-m">What this does not protect against</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>A device that is itself infected, or somebody who watches you type the passphrase.</li>
        <li>A passphrase that is easy to guess: whoever has copied the storage can try without waiting.</li>
        <li>A copy of the storage made before you changed the passphrase: it still opens with the one you had then.</li>
        <li>A backup file: you ask for it, and it can be read by anybody who has it.</li>
      </ul>
      <p className="govuk-body">
        <Link to="/">Go to the first page</Link>
      </p>
    </div>
  )
}
