/**
 * Parts that are not needed to open a month's sheet: fetched when the page is idle, so that they are there when the
 * signal goes, and not before the sheet is.
 */
import { type ComponentType, lazy } from 'react'
import type { SessionBarProps } from './account/session/session-bar.tsx'
import type { UnlockFootProps } from './passphrase/unlock-foot.tsx'
import type { MonthHeadProps } from './sheet/beside/month-head.tsx'
import type { DockMoreProps } from './sheet/dock/dock-more.tsx'

const parts = {
  returns: () => import('./returns/returns-page.tsx'),
  notDownloaded: () => import('./returns/not-downloaded.tsx'),
  signIn: () => import('./session/sign-in-page.tsx'),
  passphrase: () => import('./session/passphrase-page.tsx'),
  district: () => import('./sheet/district-view.tsx'),
  narrative: () => import('./narrative/narrative-tab.tsx'),
  fromCouncil: () => import('./questions/from-council.tsx'),
  questions: () => import('./questions/questions-tab.tsx'),
  check: () => import('./submit/check-tab.tsx'),
  scan: () => import('./personal-data/scan-warnings.tsx'),
  dockMore: () => import('./sheet/dock/dock-more.tsx'),
  toExplain: () => import('./sheet/explain/to-explain.tsx'),
  receipt: () => import('./submit/receipt/receipt-page.tsx'),
  monthHead: () => import('./sheet/beside/month-head.tsx'),
  besideCell: () => import('./sheet/beside/beside-cell.tsx'),
  beside: () => import('./sheet/beside/beside-dialog.tsx'),
  gap: () => import('./sheet/cell/gap-dialog.tsx'),
  paste: () => import('./sheet/keys/paste-dialog.tsx'),
  pastePlan: () => import('./sheet/keys/paste.ts'),
  printLine: () => import('./month/print-line.tsx'),
  blockKeys: () => import('./sheet/keys/block-keys.ts'),
  sides: () => import('./sheet/sides/sides.tsx'),
  compareTexts: () => import('./sheet/sides/compare-texts.ts'),
  late: () => import('./late/late-dialog.tsx'),
  lock: () => import('./layout/lock-dialog.tsx'),
  keys: () => import('./sheet/keys/keys-dialog.tsx'),
  files: () => import('./files/files-dialog.tsx'),
  earlier: () => import('./returns/earlier-page.tsx'),
  device: () => import('./this-device/this-device-page.tsx'),
  notices: () => import('./session/door-notices.tsx'),
  wait: () => import('./passphrase/wait-notice.tsx'),
  unlockFoot: () => import('./passphrase/unlock-foot.tsx'),
  startAgain: () => import('./passphrase/start-again-page.tsx'),
  aboutStorage: () => import('./about/storage-page.tsx'),
  accessibility: () => import('./about/accessibility-page.tsx'),
  ready: () => import('./join/ready-page.tsx'),
  ended: () => import('./session/ended-page.tsx'),
  account: () => import('./account/desk-account.tsx'),
  signInAgain: () => import('./layout/sign-in-again.tsx'),
  sessionBar: () => import('./account/session/session-bar.tsx'),
  whose: () => import('./layout/whose-page.tsx'),
  notYours: () => import('./layout/not-yours-page.tsx'),
  takenAway: () => import('./layout/taken-away.tsx'),
  meetings: () => import('./meetings/meetings-page.tsx'),
  after: () => import('./meetings/after/after-page.tsx'),
} as const

export const { blockKeys } = parts
export const PrintLine = lazy(() => parts.printLine().then(module => ({ default: module.PrintLine })))

export const SignInPage = lazy(() => parts.signIn().then(module => ({ default: module.SignInPage })))
export const PassphrasePage = lazy(() => parts.passphrase().then(module => ({ default: module.PassphrasePage })))
export const DistrictView = lazy(() => parts.district().then(module => ({ default: module.DistrictView })))
export const NarrativeTab = lazy(() => parts.narrative().then(module => ({ default: module.NarrativeTab })))
export const CheckTab = lazy(() => parts.check().then(module => ({ default: module.CheckTab })))
/** Everything else works without it. */
export const FromCouncil = lazy(async (): Promise<{ readonly default: ComponentType }> => {
  try {
    return { default: (await parts.fromCouncil()).FromCouncil }
  } catch (error) {
    console.warn('Fieldfare: a part was not fetched', error)
    return { default: () => null }
  }
})
export const QuestionsLink = lazy(async (): Promise<{ readonly default: ComponentType }> => {
  try {
    return { default: (await parts.fromCouncil()).QuestionsLink }
  } catch (error) {
    console.warn('Fieldfare: a part was not fetched', error)
    return { default: () => null }
  }
})
export const QuestionsTab = lazy(() => parts.questions().then(module => ({ default: module.QuestionsTab })))
/** Typing works without it. */
export const DockMore = lazy(async (): Promise<{ readonly default: ComponentType<DockMoreProps> }> => {
  try {
    return { default: (await parts.dockMore()).DockMore }
  } catch (error) {
    console.warn('Fieldfare: a part was not fetched', error)
    return { default: () => null }
  }
})
/** Typing works without it. */
export const ToExplain = lazy(async (): Promise<{ readonly default: ComponentType }> => {
  try {
    return { default: (await parts.toExplain()).ToExplain }
  } catch (error) {
    console.warn('Fieldfare: a part was not fetched', error)
    return { default: () => null }
  }
})
export const NotDownloaded = lazy(() => parts.notDownloaded().then(module => ({ default: module.NotDownloaded })))
export const ReceiptPage = lazy(() => parts.receipt().then(module => ({ default: module.ReceiptPage })))
export const BesideCell = lazy(() => parts.besideCell().then(module => ({ default: module.BesideCell })))
export const BesideDialog = lazy(() => parts.beside().then(module => ({ default: module.BesideDialog })))
/** Typing works without it. */
export const MonthHead = lazy(async (): Promise<{ readonly default: ComponentType<MonthHeadProps> }> => {
  try {
    return { default: (await parts.monthHead()).MonthHead }
  } catch (error) {
    console.warn('Fieldfare: a part was not fetched', error)
    return { default: () => null }
  }
})
export const GapDialog = lazy(() => parts.gap().then(module => ({ default: module.GapDialog })))
export const PasteDialog = lazy(() => parts.paste().then(module => ({ default: module.PasteDialog })))
export const LateDialog = lazy(() => parts.late().then(module => ({ default: module.LateDialog })))
export const LockDialog = lazy(() => parts.lock().then(module => ({ default: module.LockDialog })))
export const FilesDialog = lazy(() => parts.files().then(module => ({ default: module.FilesDialog })))
export const KeysDialog = lazy(() => parts.keys().then(module => ({ default: module.KeysDialog })))
export const EarlierPage = lazy(() => parts.earlier().then(module => ({ default: module.EarlierPage })))
export const ThisDevicePage = lazy(() => parts.device().then(module => ({ default: module.ThisDevicePage })))
export const WhosePage = lazy(() => parts.whose().then(module => ({ default: module.WhosePage })))
export const NotYoursPage = lazy(() => parts.notYours().then(module => ({ default: module.NotYoursPage })))
export const DoorNotices = lazy(() => parts.notices().then(module => ({ default: module.DoorNotices })))
export const WaitNotice = lazy(() => parts.wait().then(module => ({ default: module.WaitNotice })))
export const MeetingsPage = lazy(parts.meetings)
export const AfterPage = lazy(() => parts.after().then(module => ({ default: module.AfterPage })))
export const TakenAway = lazy(() => parts.takenAway().then(module => ({ default: module.TakenAway })))
/** Online only: fetched when a lead goes there. */
export const DeskPeople = lazy(() =>
  import('./people/desk-people.tsx').then(module => ({ default: module.DeskPeople })),
)
export const EndedPage = lazy(() => parts.ended().then(module => ({ default: module.EndedPage })))
/** Unlocking works without it. */
export const UnlockFoot = lazy(async (): Promise<{ readonly default: ComponentType<UnlockFootProps> }> => {
  try {
    return { default: (await parts.unlockFoot()).UnlockFoot }
  } catch (error) {
    console.warn('Fieldfare: a part was not fetched', error)
    return { default: () => null }
  }
})
export const StartAgainPage = lazy(() => parts.startAgain().then(module => ({ default: module.StartAgainPage })))
export const StoragePage = lazy(() => parts.aboutStorage().then(module => ({ default: module.StoragePage })))
export const AccessibilityPage = lazy(() =>
  parts.accessibility().then(module => ({ default: module.AccessibilityPage })),
)
export const ReturnsPage = lazy(() => parts.returns().then(module => ({ default: module.ReturnsPage })))
/** Once, with signal: fetched when somebody is invited. */
export const JoinPage = lazy(() => import('./join/join-page.tsx').then(module => ({ default: module.JoinPage })))
export const ReadyPage = lazy(() => parts.ready().then(module => ({ default: module.ReadyPage })))
export const DeskAccount = lazy(() => parts.account().then(module => ({ default: module.DeskAccount })))
export const SignInAgain = lazy(() => parts.signInAgain().then(module => ({ default: module.SignInAgain })))
/** Before a session ends. Everything works without it. */
export const SessionBar = lazy(async (): Promise<{ readonly default: ComponentType<SessionBarProps> }> => {
  try {
    return { default: (await parts.sessionBar()).SessionBar }
  } catch (error) {
    console.warn('Fieldfare: a part was not fetched', error)
    return { default: () => null }
  }
})
/** These need the network anyhow. */
export const ForgottenPage = lazy(() =>
  import('./account/way-back/forgotten-page.tsx').then(module => ({ default: module.ForgottenPage })),
)
export const ResetPage = lazy(() =>
  import('./account/way-back/reset-page.tsx').then(module => ({ default: module.ResetPage })),
)
/** An officer at a device where her notes are, without signal: kept with the app, and fetched when she unlocks it. */
export const OfficerDeskShell = lazy(() =>
  import('./meetings/desk/officer-desk-shell.tsx').then(module => ({ default: module.OfficerDeskShell })),
)
/** Officers are online: theirs is fetched when one signs in. */
export const OfficeShell = lazy(() =>
  import('./layout/office-shell.tsx').then(module => ({ default: module.OfficeShell })),
)

/** Fetches them once the browser has nothing better to do. One that fails is fetched again when it is needed. */
export function fetchLaterParts(): void {
  const fetchAll = (): void => {
    for (const load of Object.values(parts))
      load().catch(error => console.warn('Fieldfare: a part was not fetched', error))
  }
  if ('requestIdleCallback' in window) window.requestIdleCallback(fetchAll, { timeout: 3_000 })
  else setTimeout(fetchAll, 1_000)
}
