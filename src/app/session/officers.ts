export { openOffice } from '../../device/office.ts'
export { resumeOffice } from '../../device/resume-office.ts'
