export { openOffice } from '../../device/door/office.ts'
export { resumeOffice } from '../../device/door/resume-office.ts'
