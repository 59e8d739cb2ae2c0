// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { PasteUnfits } from '../../src/app/sheet/keys/paste-unfits.tsx'
import { workAt } from './files/month-at.ts'

afterEach(() => cleanup())

it.each([
  [false, /no indicator on that line/, /no district in that column/],
  [true, /no indicator in that column/, /no district on that line/],
])('says lines and columns as they were copied, turned round or not (%s)', (turned, row, column) => {
  const unfits = [
    { where: 'line 4, column 2', text: '1', because: 'no-row' },
    { where: 'line 2, column 5', text: '3', because: 'no-column' },
  ] as const
  render(<PasteUnfits month={workAt().work.month} unfits={unfits} turned={turned} />)
  expect(screen.getByText(row)).toBeTruthy()
  expect(screen.getByText(column)).toBeTruthy()
})
