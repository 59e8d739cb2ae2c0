import type { MonthFigure } from './months.ts'

const width = 72
const height = 20

/** Bars of the last months, the current one darker; months without a figure leave a gap. A picture of the strip beside it. */
export function Sparkline({ months }: { readonly months: readonly MonthFigure[] }) {
  const most = Math.max(...months.map(month => month.height ?? 0), 0)
  const step = width / Math.max(months.length, 1)
  return (
    <svg
      className="ff-spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <line className="ff-spark__base" x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
      {months.map((month, i) =>
        month.height === null ? null : (
          <rect
            key={month.period}
            className={i === months.length - 1 ? 'ff-spark__now' : 'ff-spark__bar'}
            x={i * step + 1}
            width={Math.max(step - 2, 2)}
            y={height - 1 - (most > 0 ? (month.height / most) * (height - 3) : 0) - 1}
            height={(most > 0 ? (month.height / most) * (height - 3) : 0) + 1}
          />
        ),
      )}
    </svg>
  )
}
