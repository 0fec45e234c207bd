import { expect, test } from 'vitest'
import { checkRuntime } from './runtime.ts'

test('It takes the Node that runs these tests', () => {
  expect(checkRuntime(process.versions)).toBeNull()
})

test('It takes the first Node that has argon2, and not the one before', () => {
  expect(checkRuntime({ node: '24.7.0', napi: '10' })).toBeNull()
  expect(checkRuntime({ node: '24.6.0', napi: '10' })).not.toBeNull()
})

test('It refuses an older Node with a sentence that names it and the way out', () => {
  const sentence = checkRuntime({ node: '20.20.2', napi: '9' })
  expect(sentence).toContain('this is Node 20.20.2')
  expect(sentence).toContain('npm start')
})

test('It refuses a Node that does not say its Node-API', () => {
  expect(checkRuntime({ node: '24.7.0', napi: undefined })).not.toBeNull()
})
