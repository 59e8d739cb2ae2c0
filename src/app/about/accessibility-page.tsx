import '../styles-later.scss'
import { Link } from 'react-router'
import { usePageTitle } from '../layout/page-title.ts'

/** What was tested and what was not; there before anybody has unlocked. */
export function AccessibilityPage() {
  usePageTitle('Accessibility')
  return (
    <div className="ff-page ff-about">
      <h1 className="govuk-heading-l">Accessibility statement</h1>
      <p className="govuk-body">
        This is about Fieldfare, the app in which providers fill in their monthly returns and the council reviews them.
        It is built to meet the Web Content Accessibility Guidelines, version 2.2, level AA. Nobody outside has audited
        it yet, so it does not claim to meet them fully.
      </p>
      <h2 className="govuk-heading-m">What you should be able to do</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>Do everything with a keyboard alone, and always see where you are.</li>
        <li>Zoom to 400 % and lose nothing: on a narrow screen the month is shown one district at a time.</li>
        <li>Tell a rating by its word and its shape, and a direction by its word; neither needs colour.</li>
        <li>Choose your own colours in the operating system.</li>
        <li>Work with no time limit but one: after 15 minutes in which nobody does anything the device locks.</li>
      </ul>
      <p className="govuk-body">
        A minute before that a message offers to stay unlocked. What you have typed is kept, and unlocking takes you
        back to where you were.
      </p>
      <h2 className="govuk-heading-m">What was tested</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          Pages and their states with the axe checker, by machine, whenever the program changes. It finds some kinds of
          fault and not others.
        </li>
        <li>Signing in, choosing a passphrase, entering figures, checking and submitting by keyboard alone.</li>
        <li>
          The district view and these two pages at the width that a screen of 1280 pixels has at 400 % zoom, without
          scrolling sideways.
        </li>
        <li>Ratings in forced colours, and ratings told apart without colour.</li>
        <li>All of it in Chromium, at the sizes of a laptop, a tablet and a phone.</li>
      </ul>
      <h2 className="govuk-heading-m">What was not tested</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>With people who use a screen reader, voice control, a switch or a magnifier every day.</li>
        <li>With NVDA, JAWS, VoiceOver or TalkBack themselves.</li>
        <li>In Safari and Firefox, on an iPad or on an Android tablet that one can hold.</li>
        <li>Whether the words are easy for people who find reading hard.</li>
      </ul>
      <h2 className="govuk-heading-m">What we know is not good yet</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          The sheet view is a wide table. On a small screen or at high zoom it scrolls both ways; the district view has
          the same fields and does not.
        </li>
        <li>Pasting a block of figures from a spreadsheet needs a keyboard.</li>
        <li>The officers’ month board is a wide table too, and has no narrower form.</li>
      </ul>
      <h2 className="govuk-heading-m">If something keeps you from your work</h2>
      <p className="govuk-body">
        Tell your commissioning officer at the council, and say what you were doing and what you use. You can ask for
        the same information in another form, and hand in a return in another way meanwhile. If the council does not
        answer to your satisfaction, the Equality Advisory and Support Service can help; the Equality and Human Rights
        Commission enforces the accessibility regulations of 2018.
      </p>
      <p className="govuk-body">
        <Link to="/">Go to the first page</Link>
      </p>
    </div>
  )
}
