import { describe, expect, it } from 'vitest'
import { mayDo, type Permission } from '../../src/domain/access/permissions.ts'
import { everyRole, roles } from '../../src/domain/access/roles.ts'
import { type Action, actions, may, next, returnStates, shownState, workflow } from '../../src/domain/workflow.ts'

describe('workflow', () => {
  it('has one answer for each state, action and role', () => {
    for (const from of returnStates)
      for (const action of actions)
        for (const role of roles) {
          const steps = workflow.filter(step => step.from === from && step.action === action && step.by.includes(role))
          expect(steps.length, `${from} ${action} ${role}`).toBeLessThanOrEqual(1)
        }
  })

  it('locks figures from submission until sent back', () => {
    for (const role of roles)
      for (const state of ['submitted', 'accepted', 'released'] as const) expect(may(state, 'edit', role)).toBe(false)
    expect(may('sent-back', 'edit', 'field-worker')).toBe(true)
    expect(may('open', 'edit', 'provider-editor')).toBe(true)
  })

  it('lets no officer edit or submit, no field worker submit, and no provider accept', () => {
    for (const state of returnStates) {
      expect(may(state, 'edit', 'officer')).toBe(false)
      expect(may(state, 'submit', 'officer')).toBe(false)
      expect(may(state, 'submit', 'field-worker')).toBe(false)
      for (const role of ['field-worker', 'provider-editor', 'provider-lead'] as const)
        expect(may(state, 'accept', role)).toBe(false)
    }
  })

  it('lets nobody do what the table of permissions does not', () => {
    const needs = {
      edit: 'enter-figures',
      submit: 'submit',
      withdraw: 'withdraw',
      'send-back': 'review-returns',
      accept: 'review-returns',
      release: 'release',
    } as const satisfies Record<Action, Permission>
    for (const { action, by } of workflow)
      for (const role of by) expect([action, role, mayDo(role, needs[action])]).toEqual([action, role, true])
    for (const role of everyRole)
      for (const action of actions)
        expect([action, role, workflow.some(step => step.action === action && step.by.includes(role))]).toEqual([
          action,
          role,
          mayDo(role, needs[action]),
        ])
  })

  it('withdraws until accepted or sent back, and resubmits what was sent back', () => {
    expect(next('submitted', 'withdraw', 'provider-lead')).toBe('open')
    expect(next('accepted', 'withdraw', 'provider-lead')).toBeUndefined()
    expect(next('sent-back', 'withdraw', 'provider-lead')).toBeUndefined()
    expect(next('sent-back', 'submit', 'provider-lead')).toBe('submitted')
  })

  it('reaches every state from open', () => {
    const reached = new Set(['open'])
    for (let grew = true; grew; ) {
      grew = false
      for (const step of workflow)
        if (reached.has(step.from) && !reached.has(step.to)) {
          reached.add(step.to)
          grew = true
        }
    }
    expect([...reached].sort()).toEqual([...returnStates].sort())
  })

  it('shows open as not started or in progress', () => {
    expect(shownState('open', 0)).toBe('not-started')
    expect(shownState('open', 1)).toBe('in-progress')
    expect(shownState('submitted', 0)).toBe('submitted')
  })
})
