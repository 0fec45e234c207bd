import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build.ts'

// Writes a picture of every page in every size and theme into screenshots/: `node client/e2e/look.ts`, with a part of a
// test's title to see only some of them.
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const title = process.argv.slice(2).flatMap((part) => ['-t', part])
const words = [vitest, 'run', '--project', 'browser', 'client/e2e/walk.test.ts', ...title]
const env = { ...process.env, AWNING_LOOK: 'everything' }
process.exitCode = spawnSync(process.execPath, words, { cwd: root, env, stdio: 'inherit' }).status ?? 1
