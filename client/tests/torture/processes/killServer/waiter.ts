import { once } from 'node:events'
import { start } from '../../../../../server/cli/start.ts'

/* The real server, loaded and not yet started: it starts at the first word it is given. */

process.stdout.write('loaded\n')
await once(process.stdin, 'data')
await start()
