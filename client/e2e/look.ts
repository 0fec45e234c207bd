import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build.ts'

// Writes a picture of every page in every size and theme into screenshots/: `node client/e2e/look.ts`, with a part of a
// test's title to see only some of them. Joining and being shut out are looked at where they are tested.
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const title = process.argv.slice(2).flatMap((part) => ['-t', part])
const files = ['walk', 'joining', 'people'].map((name) => `client/e2e/${name}.test.ts`)
const words = [vitest, 'run', '--project', 'browser', '--testTimeout', '900000', ...files, ...title]
const env = { ...process.env, AWNING_LOOK: 'everything' }
process.exitCode = spawnSync(process.execPath, words, { cwd: root, env, stdio: 'inherit' }).status ?? 1
