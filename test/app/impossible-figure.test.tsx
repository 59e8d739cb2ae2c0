// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { DirectionWords } from '../../src/app/sheet/dock/direction-words.tsx'
import { readCell } from '../../src/domain/reading.ts'
import { achieved, amount, context, printed, ratio } from '../domain/small-set.ts'

afterEach(() => cleanup())

const draw = (part: number) => {
  const cells = { closed: amount(4), achieved: ratio(part) }
  const reading = readCell(context(cells, 'east-a', { '2017-05': { achieved: printed('50.0') } }), achieved)
  render(<DirectionWords reading={reading} />)
}

it('9 of 4 has not improved; 3 of 4 has', () => {
  draw(3)
  expect(screen.getByText(/Improved from 50\.0 %/)).toBeTruthy()
  cleanup()
  draw(9)
  expect(screen.queryByText(/Improved/)).toBeNull()
})
