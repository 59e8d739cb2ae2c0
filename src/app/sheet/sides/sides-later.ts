/** Shown only where people entered a cell differently: fetched with the other later parts, drawn when it is needed. */
import { lazy } from 'react'

export const Sides = lazy(() => import('./sides.tsx').then(module => ({ default: module.Sides })))
