/** The bird of the icon, drawn small. */
export function Mark() {
  return (
    <svg className="ff-mark-bird" width="30" height="24" viewBox="76 150 350 200" aria-hidden="true" focusable="false">
      <path
        fill="currentColor"
        d="M92 262C150 250 176 214 226 186C276 158 338 166 362 206L420 222L366 240C358 300 306 338 238 336C206 335 180 326 160 312L84 330L128 286Z"
      />
      <path fill="#8a4b2a" d="M168 284C206 236 262 222 316 244C290 292 226 312 168 284Z" />
      <circle cx="330" cy="206" r="13" fill="#14323a" />
    </svg>
  )
}
