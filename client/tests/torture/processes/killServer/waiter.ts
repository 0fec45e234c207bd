import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { start } from '../../../../../server/cli/start.ts'

/* The real server, loaded and not yet started: it starts at the first word it is given. */

// A process that is killed would leave the next one nothing of what it has compiled.
flushCompileCache()
process.stdout.write('loaded\n')
await once(process.stdin, 'data')
await start()
